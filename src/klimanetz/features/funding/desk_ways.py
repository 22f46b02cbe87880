"""Further desks that the desk of funding leads to; whoever has one says so here.

A module `parts.py` of a room, or of a face for another feature, registers it.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise


class DeskWay(NamedTuple):
    label: str
    about: str
    url: str


_ways: list[tuple[int, Promise, Promise, str]] = []


def lead_to(name: str, label: Promise, about: Promise, *, order: int) -> None:
    """`name` of an address; `about` says in half a sentence what one does there."""
    _ways.append((order, label, about, name))


def list_ways() -> list[DeskWay]:
    ways = sorted(_ways, key=lambda way: (way[0], way[3]))
    return [DeskWay(str(label), str(about), reverse(name)) for _order, label, about, name in ways]
