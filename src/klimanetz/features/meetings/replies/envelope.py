"""From a message to the answers in it, and to what it proves about who wrote it."""

import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from itertools import islice

from klimanetz.features.meetings.replies.content import LONGEST, read_events
from klimanetz.features.meetings.replies.models import Word
from klimanetz.features.meetings.replies.saying import ANSWERS, Said, read_outlook, read_said
from klimanetz.features.meetings.reply_address import Key, find_keys
from klimanetz.mail.envelope import (
    MOST_NAMED,
    read_all,
    read_arrival,
    read_bytes,
    read_date,
    read_originals,
    read_writers,
)
from klimanetz.mail.returned import MOST_PARTS, own_parts
from klimanetz.mail.winmail import packs, read_packed

FAILED = re.compile(r"\bdmarc=fail\b", re.IGNORECASE)
BEGIN = "BEGIN:VCALENDAR"
MOST_ANSWERS = 20


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around the answers of one message.

    `keys` and `originals` prove that whoever wrote it has a mail of ours: by an address that is
    in one mail alone, or by its Message-ID. `doubted`: our mail server says that it does not come
    from where it says.
    """

    senders: tuple[str, ...]
    name: str
    keys: tuple[Key, ...]
    originals: tuple[tuple[int, str], ...]
    automatic: bool
    doubted: bool
    sent_at: datetime | None


def open_message(message: Message) -> tuple[Envelope, list[Said]]:
    """Each answer once, however often a program packed it in."""
    envelope = read_envelope(message)
    found = list(islice(find_answers(message, envelope.senders), MOST_ANSWERS))
    return envelope, list(dict.fromkeys(doubt(found)))


def doubt(answers: list[Said]) -> Iterator[Said]:
    """Where one mail says yes and no for the same person, it says neither."""
    words: defaultdict[tuple[str, str], set[Word]] = defaultdict(set)
    for said in answers:
        words[said.uid, said.address].add(said.word)
    for said in answers:
        clear = len(words[said.uid, said.address]) == 1
        yield said if clear else replace(said, word=Word.UNCLEAR)


def find_answers(message: Message, senders: tuple[str, ...]) -> Iterator[Said]:
    for part in islice(own_parts(message), MOST_PARTS):
        content = b"" if part.is_multipart() else read_bytes(part)
        if packs(content):
            packed = read_packed(content)
            if said := read_outlook(packed):
                yield said
            for attached in packed.attached:
                yield from read_calendar(attached.content.decode("utf-8", "replace"), "", senders)
        else:
            text = read_calendar_text(part, content)
            yield from read_calendar(text, str(part.get_param("method") or ""), senders)


def read_calendar(text: str, method: str, senders: tuple[str, ...]) -> Iterator[Said]:
    begin = text.upper().find(BEGIN)
    if begin >= 0:
        for event in read_events(text[begin:], method):
            if event.method in ANSWERS:
                yield read_said(event, senders)


def read_calendar_text(part: Message, content: bytes) -> str:
    """Of whatever type a gateway made it; also base64 that nobody declared."""
    if part.get_content_maintype() not in ("text", "application") or not content:
        return ""
    head = content[:LONGEST]
    if b"vcalendar" not in head.lower():
        head = decode_undeclared(head)
    return decode(head, part.get_content_charset("utf-8")) if head else ""


def decode_undeclared(content: bytes) -> bytes:
    if not content.lstrip().startswith(b"QkVHSU46VkNBTEVOREFS"):  # BEGIN:VCALENDAR
        return b""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    return b64decode(letters[: len(letters) // 4 * 4])


def decode(content: bytes, charset: str) -> str:
    """Calendars are UTF-8, whatever a gateway declares; if not, as declared."""
    for encoding in ("utf-8", charset, "cp1252"):
        try:
            return content.decode(encoding)
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def read_envelope(message: Message) -> Envelope:
    writers = list(read_writers(message))
    submitted = " ".join(read_all(message, "Auto-Submitted")).strip().lower()
    return Envelope(
        senders=tuple(dict.fromkeys(address for _name, address in writers if address)),
        name=next((name for name, _address in writers if name), ""),
        keys=tuple(islice(find_keys(read_arrival(message)), MOST_NAMED)),
        originals=read_originals(message),
        # Google and Nextcloud call every answer that they send "auto-generated".
        automatic=submitted.startswith("auto-replied"),
        # Whoever writes "fail" there harms only themselves; "pass" would prove nothing.
        doubted=any(FAILED.search(said) for said in read_all(message, "Authentication-Results")),
        sent_at=read_date(message),
    )
