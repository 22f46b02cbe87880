"""What stands around a message that came in: who wrote it, where it arrived, what it answers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from io import BytesIO
from itertools import islice
from typing import IO

from klimanetz.mail.personal import tidy
from klimanetz.mail.returned import ADDRESS, OUR_ID
from klimanetz.mail.unpacking import Unpacked

WROTE = ("From", "Sender", "Reply-To")
#: Where the address stands that a message was for, whoever rewrote the others.
ARRIVED_AT = (
    "To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Resent-To",
)  # fmt: skip
REFERS = ("In-Reply-To", "References")
MOST_NAMED = 20


def read_all(message: Message, name: str) -> list[str]:
    return [str(value)[:10_000].replace("\0", "") for value in message.get_all(name, [])]


def read_writers(message: Message) -> Iterator[tuple[str, str]]:
    """Names and addresses of who wrote it, as they say themselves; the address in small letters,
    empty where there is none."""
    for header in WROTE:
        for name, written in getaddresses(read_all(message, header)):
            found = ADDRESS.search(written)
            yield clean_name(name), found[0].lower() if found else ""


def clean_name(written: str) -> str:
    return " ".join(tidy(unveil(written)).split())[:200]


def read_arrival(message: Message) -> str:
    """All addresses that it was for."""
    return " ".join(value for name in ARRIVED_AT for value in read_all(message, name))


def read_originals(message: Message) -> tuple[tuple[int, str], ...]:
    """Which mails of ours it answers: keys and stamps."""
    refers = " ".join(value for name in REFERS for value in read_all(message, name))
    found = islice(OUR_ID.finditer(refers), MOST_NAMED)
    return tuple((int(one[1]), one[2]) for one in found)


def unveil(written: str) -> str:
    """A name or a subject as its owner writes it (RFC 2047)."""
    try:
        return str(make_header(decode_header(written)))
    except (ValueError, LookupError, MessageError):
        return written


def read_date(message: Message) -> datetime | None:
    try:
        said = parsedate_to_datetime(str(message.get("Date") or ""))
        return said if said.tzinfo else said.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def read_bytes(part: Message) -> bytes:
    """What is in a part; nothing where nobody can tell."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        return b""
    return content if isinstance(content, bytes) else b""


def open_content(part: Message) -> IO[bytes]:
    """What is in a part, wherever it lies, from its beginning."""
    file = part.file if isinstance(part, Unpacked) else None
    if file is None:
        return BytesIO(read_bytes(part))
    file.seek(0)
    return file
