"""A table as plain text cells, whatever file it came from."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

MAX_BYTES = 5 * 1024 * 1024
MAX_LINES = 5_000
MAX_COLUMNS = 80
#: Titles and explanations may stand above the header.
HEADER_WITHIN = 30

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[^\S\n]+")


class TableError(Exception):
    """A file that cannot be read as a list of people, said in one sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `number` is the one the person sees in the spreadsheet."""

    number: int
    cells: tuple[str, ...]


type Grid = list[Line]


def make_line(number: int, cells: Iterable[str]) -> Line | None:
    """Without the empty cells at its end; nothing where all are empty."""
    found = list(cells)
    while found and not found[-1]:
        found.pop()
    return Line(number, tuple(found)) if found else None


def clean(text: str) -> str:
    """Composed letters, no invisible marks, single spaces."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def write_cell(value: object) -> str:
    """The text of a cell: dates as 2026-02-01, whole numbers without a decimal point."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case int() | float() | Decimal():
            return str(value)
        case _:
            return clean(str(value))
