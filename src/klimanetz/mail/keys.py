"""The key with which somebody sets how they hear from us, without signing in."""

from django.conf import settings
from django.urls import reverse

from klimanetz.core.signed import read_signed, write_signed

PURPOSE = "mail.wishes"


def write_key(address: str) -> str:
    return write_signed(address.lower(), PURPOSE)


def read_key(key: str) -> str | None:
    """The address; nothing for a key that is not ours. Links in old mails work, too."""
    address = read_signed(key, PURPOSE)
    return None if address is None else str(address)


def settings_url(address: str) -> str:
    return settings.BASE_URL + reverse("mail_wishes", args=[write_key(address)])


def one_click_url(address: str) -> str:
    return settings.BASE_URL + reverse("mail_one_click", args=[write_key(address)])
