"""What is kept about a person, wherever it stands: to hand it over, and to erase it.

A module `custody.py` in an app registers what that app keeps. Nobody needs to know all the tables
to answer "what do you know about me?".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

type Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Custody:
    """One kind of data that one app keeps about people.

    `collect` gives one flat record for each row: what a person reads, label to value. `erase`
    takes away what tells who it was, keeps what only counts, may be called twice, and returns how
    many rows it changed.
    """

    label: str | Promise
    collect: Callable[[Any], Iterable[Record]]
    erase: Callable[[Any], int]


_registered: list[Custody] = []


def keep_in_custody(
    label: str | Promise,
    *,
    collect: Callable[[Any], Iterable[Record]],
    erase: Callable[[Any], int],
) -> None:
    _registered.append(Custody(label, collect, erase))


def registered_custodies() -> tuple[Custody, ...]:
    return tuple(_registered)
