"""What rooms show on the page of a case; so the case need not know its rooms.

A module `parts.py` in a room registers its functions. Each is asked for one case and answers what
its template needs, or None where there is nothing to show.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from klimanetz.features.advising.models import Case

type Fill = Callable[[Case], dict[str, Any] | None]


class Part(NamedTuple):
    """Something drawn: `facts` are all that `template` knows besides `case`."""

    template: str
    facts: dict[str, Any]


class Board:
    """The parts of one page, in their order."""

    def __init__(self) -> None:
        self._registered: list[tuple[int, str, Fill]] = []

    def show(self, template: str, *, order: int) -> Callable[[Fill], Fill]:
        """Lower `order` stands further up."""

        def register(fill: Fill) -> Fill:
            self._registered.append((order, template, fill))
            self._registered.sort(key=lambda one: one[:2])
            return fill

        return register

    def parts(self, case: Case) -> list[Part]:
        drawn = [(template, fill(case)) for _order, template, fill in self._registered]
        return [Part(template, facts) for template, facts in drawn if facts is not None]


#: The organisers' page of a case: above its history, and its side column.
case_page = Board()
case_side = Board()
#: The page that contacts open by their link.
contact_page = Board()


class Caution(NamedTuple):
    """Something that may cost money, as one sentence, and where to mend it."""

    text: str
    url: str = ""


type Warn = Callable[[Case], Iterable[Caution]]
_warners: list[Warn] = []


def warner(warn: Warn) -> Warn:
    """Registers a room's warnings about a case; shown above everything else of it."""
    _warners.append(warn)
    return warn


def list_warnings(case: Case) -> list[Caution]:
    return [warning for warn in _warners for warning in warn(case)]


#: From a stage to the page of the room that brings a case there, in place of the usual one.
_ways: dict[str, Callable[[Case], str]] = {}


def way_to(stage: str) -> Callable[[Callable[[Case], str]], Callable[[Case], str]]:
    """Registers where a case is brought to `stage`: the address of a page, given the case."""

    def register(way: Callable[[Case], str]) -> Callable[[Case], str]:
        _ways[stage] = way
        return way

    return register


def find_way(case: Case, stage: str) -> str:
    """Empty where no room has a page of its own for that step."""
    way = _ways.get(stage)
    return way(case) if way else ""


#: Expressions by name, which the query for the page of a case fetches along with it.
type Ask = Callable[[], dict[str, Any]]
_asks: list[Ask] = []


def ask_along(ask: Ask) -> Ask:
    """Registers what a room wants to know of a case without asking the database once more."""
    _asks.append(ask)
    return ask


def asked_along() -> dict[str, Any]:
    return {name: said for ask in _asks for name, said in ask().items()}
