"""Files that go with a letter: they stay where they are kept until it leaves."""

from collections.abc import Mapping
from email.message import MIMEPart
from email.policy import SMTP

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from klimanetz.mail.headers import Unwritable, clean


def write_attached(boundary: str, file: Mapping[str, str]) -> bytes:
    """One file as a part of a message; raises `Unwritable` where it is not there any more."""
    try:
        with default_storage.open(file["path"]) as opened:
            content = opened.read()
    except OSError as missing:
        reason = _("Die Datei „%(name)s“ gibt es nicht mehr.")
        raise Unwritable(reason % {"name": file["name"]}) from missing
    maintype, _slash, subtype = file["kind"].partition("/")
    part = MIMEPart(policy=SMTP)
    part.set_content(
        content, maintype, subtype, disposition="attachment", filename=clean(file["name"])
    )
    return f"\r\n--{boundary}\r\n".encode() + part.as_bytes()
