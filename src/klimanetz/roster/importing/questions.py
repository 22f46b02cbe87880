"""What the list leaves open, asked so that a person can decide it in one step.

A decision replaces cells of its line: choosing a town sets its key, correcting a date sets the
date. So the plan is always made from the table and the decisions, and from nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from klimanetz.roster.importing.columns import Field

#: Pseudo-cells that only decisions set.
LEAVE_OUT = "leave_out"
DOUBLE = "double"
ELSEWHERE = "elsewhere"
OCCUPIED = "occupied"

type Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; `value` is what the form sends."""

    label: str
    sets: tuple[tuple[str, str], ...]

    @property
    def value(self) -> str:
        return urlencode(self.sets)


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can tell; `corrects` names the cell a free answer replaces."""

    line: int
    topic: str
    text: str
    choices: tuple[Choice, ...] = ()
    corrects: Field | None = None
    written: str = ""

    @property
    def key(self) -> str:
        return f"z{self.line}-{self.topic}"


def choice(label: object, **sets: object) -> Choice:
    return Choice(str(label), tuple((name, str(value)) for name, value in sets.items()))


def leave_empty(*fields: Field) -> Choice:
    return Choice(_("Das Feld leer lassen"), tuple((field, "") for field in fields))


def leave_out() -> Choice:
    return choice(_("Diese Zeile weglassen"), **{LEAVE_OUT: "1"})


def read_choice(value: str) -> dict[str, str]:
    return dict(parse_qsl(value, keep_blank_values=True))
