"""The key with which somebody sets how they hear from us, without signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "mail.wishes"


def write_key(address: str) -> str:
    return signing.dumps(address.lower(), salt=SALT)


def read_key(key: str) -> str | None:
    """The address; nothing for a key that is not ours. Links in old mails work, too."""
    try:
        return str(signing.loads(key, salt=SALT))
    except signing.BadSignature:
        return None


def settings_url(address: str) -> str:
    return settings.BASE_URL + reverse("mail_wishes", args=[write_key(address)])


def one_click_url(address: str) -> str:
    return settings.BASE_URL + reverse("mail_one_click", args=[write_key(address)])
