"""Files that go with a letter: they stay where they are kept until it leaves."""

from base64 import encodebytes
from collections.abc import Iterator, Mapping
from email.message import MIMEPart
from email.policy import SMTP

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from klimanetz.mail.headers import Unwritable, clean

#: So much is encoded at once; 57 bytes make a line.
AT_ONCE = 57 * 1024


def write_attached(boundary: str, file: Mapping[str, str]) -> Iterator[bytes]:
    """One file as a part of a message, in pieces, so that memory holds it once; raises
    `Unwritable` where it is not there any more."""
    try:
        with default_storage.open(file["path"]) as opened:
            yield write_head(boundary, file)
            while content := opened.read(AT_ONCE):
                yield encodebytes(content).replace(b"\n", b"\r\n")
    except OSError as missing:
        reason = _("Die Datei „%(name)s“ gibt es nicht mehr.")
        raise Unwritable(reason % {"name": file["name"]}) from missing


def write_head(boundary: str, file: Mapping[str, str]) -> bytes:
    maintype, _slash, subtype = file["kind"].partition("/")
    part = MIMEPart(policy=SMTP)
    part.set_content(b"", maintype, subtype, disposition="attachment", filename=clean(file["name"]))
    return f"\r\n--{boundary}\r\n".encode() + part.as_bytes()
