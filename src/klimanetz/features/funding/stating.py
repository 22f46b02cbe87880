"""What a programme or a question says, as plain values: to compare, and to keep in JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from klimanetz.features.funding.models import Programme, Question

PROGRAMME_SAYS: Final = (
    "name", "level", "land", "giver", "decided_by", "guideline", "guideline_url", "valid_from",
    "valid_to", "about",
)  # fmt: skip
QUESTION_SAYS: Final = ("text", "hint", "presupposes", "rank")

type Plain = str | int


def state(row: Programme | Question, names: Iterable[str]) -> dict[str, Plain]:
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: object) -> Plain:
    """Nothing is empty; a day as in a calendar of machines; a question by its slug."""
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Question):
        return value.slug
    return "\n".join(str(value or "").split("\r\n")).strip()
