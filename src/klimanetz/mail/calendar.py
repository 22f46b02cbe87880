"""Filling personal values into iCalendar text so that it stays valid (RFC 5545)."""

import re

from klimanetz.mail.personal import Line, split_slots

LINE_OCTETS = 75
#: Properties whose value is an address, not text: a backslash would become part of it.
_ADDRESSES = re.compile(r"(ATTENDEE|ORGANIZER|URL|ATTACH|CONFERENCE|SOURCE|IMAGE)\b", re.IGNORECASE)
#: A parameter value with a slot in it and no quotes around it.
_UNQUOTED = re.compile(r"=(?!\")([^\";:,=]*\$\{\w+\}[^\";:,=]*)")
_PARAMETER = str.maketrans({'"': "'", "^": "^^", "\\": "/"})
_TEXT = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\r": "", "\n": "\\n"})


def escape_text(value: str) -> str:
    return value.replace("\r\n", "\n").translate(_TEXT)


def escape_parameter(value: str) -> str:
    """For between quotes, where no quote may stand.

    "^" begins an escape (RFC 6868), and some programs read a backslash as one.
    """
    return " ".join(value.translate(_PARAMETER).split())


def escape_address(value: str) -> str:
    return "".join(value.split())


def unfold(calendar: str) -> list[str]:
    return re.sub(r"\r?\n[ \t]", "", calendar).splitlines()


def prepare_line(text: str) -> Line:
    """A content line whose slots are escaped by where they stand: parameter, text or address."""
    parameters, value = split_value(text)
    parameters = _UNQUOTED.sub(r'="\1"', parameters)
    literals, names = split_slots(parameters + value)
    in_parameters = len(split_slots(parameters)[1])
    in_value = escape_address if _ADDRESSES.match(text) else escape_text
    escapes = [escape_parameter if n < in_parameters else in_value for n in range(len(names))]
    return Line(literals, names, escapes)


def split_value(text: str) -> tuple[str, str]:
    """The name with its parameters, and the value from the colon on."""
    quoted = False
    for place, character in enumerate(text):
        quoted ^= character == '"'
        if character == ":" and not quoted:
            return text[:place], text[place:]
    return text, ""


def fold(line: str) -> bytes:
    """The line in pieces of at most 75 octets, no character cut in two."""
    rest = line.encode()
    if len(rest) <= LINE_OCTETS:
        return rest + b"\r\n"
    pieces = []
    room = LINE_OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
        room = LINE_OCTETS - 1
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
