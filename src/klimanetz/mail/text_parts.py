"""The text of a part of a message as others wrote it, whatever they did to it."""

import re
from email.message import Message

#: Longer texts are read up to here.
LONGEST = 50_000

TAG = re.compile(r"<[^<>@]*>")


def read_text(part: Message, *, nested: bool = False) -> str:
    """The text of `part`, or nothing; `nested`: also of the headers of a message within it."""
    payload = part.get_payload()
    if part.get_content_maintype() == "message" and isinstance(payload, list):
        return "\n".join(map(read_headers, payload)) if nested else ""
    if part.is_multipart() or not (part.get_content_maintype() == "text" or nested):
        return ""
    text = decode(part)
    if part.get_content_subtype() == "html":
        text = TAG.sub(" ", text)
    return text if nested or part.get_content_subtype() != "rfc822-headers" else ""


def decode(part: Message) -> str:
    """Bytes in no known character set are read as far as they are ASCII."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        content = b""
    if not isinstance(content, bytes):
        return ""
    try:
        return content[:LONGEST].decode(part.get_content_charset("utf-8"), errors="replace")
    except (LookupError, ValueError):
        return content[:LONGEST].decode("ascii", errors="replace")


def read_headers(message: Message | str) -> str:
    if not isinstance(message, Message):
        return str(message)[:LONGEST]
    lines = (f"{name}: {value}" for name, value in message.items())
    return "\n".join(lines)[:LONGEST]
