"""Days that somebody has to keep, wherever they come from: for their own calendar.

Whoever knows such days registers a function here; a subscription gathers them.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from klimanetz.people.models import Person


class Deadline(NamedTuple):
    """`key` names it for ever (`answer-12`): a calendar moves what it knows already."""

    key: str
    day: date
    title: str
    path: str
    text: str = ""


type Find = Callable[[Person], Iterable[Deadline]]

_finders: list[Find] = []


def finds_deadlines(find: Find) -> Find:
    _finders.append(find)
    return find


def list_deadlines(person: Person) -> list[Deadline]:
    found = [deadline for find in _finders for deadline in find(person)]
    return sorted(found, key=lambda one: (one.day, one.key))
