"""Reading what mail servers write when a mail does not arrive.

The standard is a report with a part for machines (RFC 3464). Exchange, qmail, Exim and older
Postfix also write plain text for people, followed by our mail or its headers. Our mail is known
by its Message-ID, wherever that stands; `klimanetz.mail.message` makes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import islice

from klimanetz.mail.returns import CODE, STATUS
from klimanetz.mail.text_parts import read_text

#: Of a message that is made of more, nothing is read.
MOST_PARTS = 50
MOST_RECIPIENTS = 20

#: `<4711.19a1b2c3d4e@klimanetz.example>`: the key of the mail, and when its letter was written.
OUR_ID = re.compile(r"<(\d{1,18})\.([0-9a-f]{8,16})@[^<>\s@]{1,253}>")
ADDRESS = re.compile(r"[^\s<>()\[\]:;,\\\"'@]{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9]")
DAEMON = re.compile(
    r"mailer-?daemon|postmaster|mail-?system|mdaemon|microsoftexchange", re.IGNORECASE
)
SAYS_SO = re.compile(
    r"undeliver|not (?:be )?delivered|deliver(?:y|ed)[^.]{0,60}(?:fail|problem|unsuccess|delay)"
    r"|failure notice|fatal errors|unzustellbar|nicht zugestellt|unzustellbarkeit|nicht zustellbar"
    r"|verzögert|wasn't able to deliver",
    re.IGNORECASE,
)
STILL_TRYING = re.compile(
    r"delay|still trying|will (?:keep|continue|retry|be retried)|not yet|verzögert|noch nicht",
    re.IGNORECASE,
)
#: From here on it is our own mail that we read.
ORIGINAL_BEGINS = re.compile(
    r"^(?:-{2,}+.{0,80}(?:copy|original|message|below|kopie|nachricht).*"
    r"|(?:original message headers|ursprüngliche nachrichtenkopfzeilen).*"
    r"|(?:received|return-path|message-id): .*)$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail server tells of one recipient; `failed`: it will not try again."""

    address: str
    failed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A message about a mail that did not arrive, or not yet."""

    reports: tuple[Report, ...]
    originals: tuple[tuple[int, str], ...]


def read_returned(message: Message) -> Returned | None:
    """What is said about which of our mails; None for a message of another kind."""
    parts = list(islice(own_parts(message), MOST_PARTS))
    reports = tuple(islice(read_delivery_status(parts), MOST_RECIPIENTS))
    if not reports:
        reports = tuple(read_plainly(message, parts))
    if not reports:
        return None
    return Returned(reports, find_originals(message, parts))


def own_parts(message: Message) -> Iterator[Message]:
    """The parts of the message itself, not of the messages within it."""
    yield message
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from own_parts(part)


def read_delivery_status(parts: list[Message]) -> Iterator[Report]:
    """RFC 3464: one block of fields for each recipient."""
    for part in parts:
        payload = part.get_payload()
        if part.get_content_type() != "message/delivery-status" or not isinstance(payload, list):
            continue
        for block in payload:
            if isinstance(block, Message) and (report := read_block(block)):
                yield report


def read_block(block: Message) -> Report | None:
    recipient = block.get("Original-Recipient") or block.get("Final-Recipient")
    address = ADDRESS.search(str(recipient or ""))
    status = STATUS.search(str(block.get("Status") or ""))
    action = str(block.get("Action") or "").strip().lower()
    if address is None and status is None:
        return None
    gone = action == "failed" or (not action and status is not None and status[1][0] == "5")
    said = " ".join(str(block.get("Diagnostic-Code") or "").split()).partition("; ")[2]
    code = "" if status is None or status[1] in said else f"{status[1]} "
    return Report(address[0].lower() if address else "", gone, f"{code}{said}".strip()[:500])


def read_plainly(message: Message, parts: list[Message]) -> Iterator[Report]:
    """Text for people, where a mail server wrote it."""
    failed = str(message.get("X-Failed-Recipients") or "")
    sender = f"{message.get('From')} {message.get('Return-Path')}"
    if not (failed or DAEMON.search(sender) or "<>" in sender):
        return
    text = next(filter(None, (read_text(part) for part in parts)), "")
    text = ORIGINAL_BEGINS.split(text, maxsplit=1)[0]
    said = f"{message.get('Subject')}\n{text}"
    if not (failed or SAYS_SO.search(said)):
        return
    addresses = ADDRESS.findall(failed) or ADDRESS.findall(text) or [""]
    for address in dict.fromkeys(found.lower() for found in addresses[:MOST_RECIPIENTS]):
        yield Report(address, is_final(said), pick_words(text))


def is_final(text: str) -> bool:
    """By the code of the server; without one, unless it says that it goes on trying."""
    if code := STATUS.search(text) or CODE.search(text):
        return code[1].startswith("5")
    return not STILL_TRYING.search(text)


def pick_words(text: str) -> str:
    """The line with the code of the mail server, or how the text begins."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    coded = (line for line in lines if STATUS.search(line) or CODE.search(line))
    return next(coded, " ".join(filter(None, lines)))[:500]


def find_originals(message: Message, parts: list[Message]) -> tuple[tuple[int, str], ...]:
    """Which mails of ours are named, in the headers or in what was sent back."""
    named = [str(message.get(name) or "") for name in ("In-Reply-To", "References")]
    texts = [read_text(part, nested=True) for part in parts]
    found = (found for text in (*texts, *named) for found in OUR_ID.finditer(text))
    return tuple(dict.fromkeys((int(one[1]), one[2]) for one in islice(found, MOST_RECIPIENTS)))
