"""What a message says, whichever program wrote it. Nothing here raises for a broken one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from io import SEEK_END, BytesIO
from itertools import islice
from pathlib import PurePath
from typing import IO

from django.utils import timezone

from klimanetz.features.advising.address import unmark_subject
from klimanetz.features.advising.correspondence.foreign_html import read_html
from klimanetz.mail.envelope import (
    clean_name,
    open_content,
    read_all,
    read_date,
    read_writers,
    unveil,
)
from klimanetz.mail.inbox import LEFT_OUT, name_message
from klimanetz.mail.personal import tidy
from klimanetz.mail.returned import MOST_PARTS, own_parts
from klimanetz.mail.winmail import packs, read_packed

#: Texts are kept up to here.
LONGEST = 18_000
#: More is not looked through for them; HTML says little with many letters.
MOST_TEXT = 2 * 1024 * 1024
#: Pictures this small in the text are logos and lines.
SMALL_PICTURE = 20_000
#: A date further back is that of a wrong clock.
LATELY = timedelta(days=14)
SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
AUTOMATIC = ("X-Autoreply", "X-Autorespond")


@dataclass(frozen=True, slots=True)
class Attached:
    name: str
    content: IO[bytes]
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """`senders`: addresses in small letters, as the message says itself. `left_out`: its size,
    where it was too large to be read and only its headers are there. `cut`: the text went on."""

    message_id: str
    senders: tuple[str, ...]
    name: str
    subject: str
    text: str
    cut: bool
    attached: tuple[Attached, ...]
    at: datetime
    automatic: bool
    left_out: int

    @property
    def sender(self) -> str:
        """Called as they call themselves, else by their address."""
        address = next(iter(self.senders), "")
        return f"{self.name} <{address}>" if self.name and address else self.name or address


def read_incoming(message: Message) -> Incoming:
    writers = list(read_writers(message))
    parts = list(islice(own_parts(message), MOST_PARTS))
    text = read_texts(parts)
    return Incoming(
        message_id=read_message_id(message),
        senders=tuple(
            dict.fromkeys(address for _n, address in writers if len(address) in range(3, 255))
        ),
        name=next((name for name, _address in writers if name), ""),
        subject=read_subject(message),
        text=text[:LONGEST],
        cut=len(text) > LONGEST,
        attached=tuple(find_attached(parts)),
        at=read_moment(message),
        automatic=is_automatic(message),
        left_out=read_left_out(message),
    )


def read_message_id(message: Message) -> str:
    """Made from all of it where a program left it out or wrote a novel."""
    said = "".join(tidy(" ".join(read_all(message, "Message-ID"))).split())
    return said if 0 < len(said) <= 200 else name_message(message)


def read_subject(message: Message) -> str:
    said = clean_name(" ".join(read_all(message, "Subject")[:1]))
    return unmark_subject(said)[:200]


def read_moment(message: Message) -> datetime:
    now, said = timezone.now(), read_date(message)
    try:
        return said if said and now - LATELY < said < now else now
    except OverflowError:
        return now


def is_automatic(message: Message) -> bool:
    """Written by a program for somebody who is away (RFC 3834), or that mail was read."""
    submitted = " ".join(read_all(message, "Auto-Submitted")).strip().lower()
    bulk = " ".join(read_all(message, "Precedence")).strip().lower()
    return (
        (bool(submitted) and not submitted.startswith("no"))
        or bulk in {"bulk", "auto_reply", "junk"}
        or any(read_all(message, name) for name in AUTOMATIC)
        or message.get_content_type() == "multipart/report"
    )  # fmt: skip


def read_left_out(message: Message) -> int:
    said = "".join(read_all(message, LEFT_OUT)[:1]).strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 12 else 0


def read_texts(parts: list[Message]) -> str:
    """What was written as plain text, else what its HTML says."""
    shown = [part for part in parts if is_text(part)]
    plain = "\n\n".join(filter(None, (settle(decode(part)) for part in shown if is_plain(part))))
    html = (settle(read_html(decode(part))) for part in shown if not is_plain(part))
    return plain or "\n\n".join(filter(None, html))


def is_text(part: Message) -> bool:
    kind = part.get_content_type()
    return kind in {"text/plain", "text/html"} and not is_attached(part)


def is_plain(part: Message) -> bool:
    return part.get_content_type() == "text/plain"


def decode(part: Message) -> str:
    """Bytes in a character set that nobody knows are read as in most of Europe's mails."""
    content = open_content(part).read(MOST_TEXT)
    if len(content) == MOST_TEXT:  # not in the middle of a letter
        content = content[: content.rfind(b"\n") + 1] or content
    for charset in (str(part.get_content_charset("utf-8")), "utf-8"):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", errors="replace")


def settle(text: str) -> str:
    """One kind of line break, no control characters, at most one empty line between two."""
    lines = (line.rstrip() for line in tidy(text).replace("\N{NO-BREAK SPACE}", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(read_name(part))


def find_attached(parts: list[Message]) -> Iterator[Attached]:
    for part in parts:
        if part.get_content_maintype() == "multipart" or is_text(part):
            continue
        kind = part.get_content_type()
        content = open_content(part)
        size = content.seek(0, SEEK_END)
        small = size < SMALL_PICTURE and part.get_content_maintype() == "image"
        if kind in SIGNATURES or (small and part.get("Content-ID") and is_inline(part)):
            continue
        yield from unpack(Attached(read_name(part) or f"Anlage{guess_ending(part)}", content, size))


def unpack(whole: Attached) -> Iterator[Attached]:
    """What Outlook packed into a `winmail.dat`, and that itself where not all of it can be read."""
    whole.content.seek(0)
    if not packs(whole.content.read(4)):
        yield whole
        return
    whole.content.seek(0)
    packed = read_packed(whole.content.read())
    for one in packed.attached:
        if one.content:
            name = tidy_name(one.name) or "Anlage"
            yield Attached(name, BytesIO(one.content), len(one.content))
    if not packed.is_unpacked:
        yield whole


def is_inline(part: Message) -> bool:
    return part.get_content_disposition() != "attachment"


def read_name(part: Message) -> str:
    try:
        said = part.get_filename("") or ""
    except (ValueError, LookupError, TypeError):
        said = ""
    return tidy_name(unveil(str(said)[:2000]))


def tidy_name(said: str) -> str:
    """Without the folders of whoever sent it; short enough to be kept, with its ending."""
    path = PurePath(clean_name(said).replace("\\", "/"))
    ending = path.suffix[:20]
    return f"{path.stem[:150]}{ending}" if path.name not in {"", "..", "."} else ""


def guess_ending(part: Message) -> str:
    if part.get_content_maintype() == "message":
        return ".eml"
    known = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
    return known.get(part.get_content_type(), "")
