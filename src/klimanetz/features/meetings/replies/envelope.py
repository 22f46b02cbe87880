"""From a message to the answers in it, and to what it proves about who wrote it."""

import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice

from klimanetz.features.meetings.replies.content import LONGEST, read_events
from klimanetz.features.meetings.replies.models import Word
from klimanetz.features.meetings.replies.saying import ANSWERS, Said, read_outlook, read_said
from klimanetz.features.meetings.replies.tnef import packs, read_packed
from klimanetz.features.meetings.reply_address import Key, find_keys
from klimanetz.mail.personal import tidy
from klimanetz.mail.returned import ADDRESS, MOST_PARTS, OUR_ID, own_parts

WROTE = ("From", "Sender", "Reply-To")
#: Where the address stands that a message was for, whoever rewrote the others.
ARRIVED_AT = (
    "To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Resent-To",
)  # fmt: skip
REFERS = ("In-Reply-To", "References")
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
                yield from read_calendar(attached.decode("utf-8", "replace"), "", senders)
        else:
            text = read_calendar_text(part, content)
            yield from read_calendar(text, str(part.get_param("method") or ""), senders)


def read_calendar(text: str, method: str, senders: tuple[str, ...]) -> Iterator[Said]:
    begin = text.upper().find(BEGIN)
    if begin >= 0:
        for event in read_events(text[begin:], method):
            if event.method in ANSWERS:
                yield read_said(event, senders)


def read_bytes(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        return b""
    return content if isinstance(content, bytes) else b""


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
    written = [pair for name in WROTE for pair in getaddresses(read_all(message, name))]
    senders = [found[0].lower() for _, address in written if (found := ADDRESS.search(address))]
    names = (" ".join(tidy(unveil(name)).split())[:200] for name, _ in written)
    arrived = " ".join(value for name in ARRIVED_AT for value in read_all(message, name))
    refers = " ".join(value for name in REFERS for value in read_all(message, name))
    submitted = " ".join(read_all(message, "Auto-Submitted")).strip().lower()
    return Envelope(
        senders=tuple(dict.fromkeys(senders)),
        name=next(filter(None, names), ""),
        keys=tuple(islice(find_keys(arrived), MOST_ANSWERS)),
        originals=tuple(
            (int(one[1]), one[2]) for one in islice(OUR_ID.finditer(refers), MOST_ANSWERS)
        ),
        # Google and Nextcloud call every answer that they send "auto-generated".
        automatic=submitted.startswith("auto-replied"),
        # Whoever writes "fail" there harms only themselves; "pass" would prove nothing.
        doubted=any(FAILED.search(said) for said in read_all(message, "Authentication-Results")),
        sent_at=read_date(message),
    )


def read_all(message: Message, name: str) -> list[str]:
    return [str(value)[:10_000].replace("\0", "") for value in message.get_all(name, [])]


def unveil(name: str) -> str:
    """A name as its owner writes it (RFC 2047)."""
    try:
        return str(make_header(decode_header(name)))
    except (ValueError, LookupError):
        return name


def read_date(message: Message) -> datetime | None:
    try:
        said = parsedate_to_datetime(str(message.get("Date") or ""))
        return said if said.tzinfo else said.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
