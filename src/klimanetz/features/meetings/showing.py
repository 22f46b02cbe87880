"""What rooms show on the pages of a meeting; so the meeting need not know its rooms.

A module `parts.py` in a room registers its functions. Each is asked for one meeting and one
visitor, and answers what its template needs, or None where there is nothing to show.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.rules import Visitor

type Fill = Callable[[Meeting, Visitor], dict[str, Any] | None]


class Link(NamedTuple):
    label: str
    url: str


#: Ways to the pages of a room, from "lists and pages" on the organisers' page.
type Point = Callable[[Meeting], list[Link]]


class Part(NamedTuple):
    """Something drawn: `facts` are all that `template` knows besides `meeting`.

    On the organisers' page `facts["main"]`, a link, is what is to be done next.
    """

    template: str
    facts: dict[str, Any]


class _Registered(NamedTuple):
    order: int
    template: str
    fill: Fill


class Board:
    """The parts of one page, in their order."""

    def __init__(self) -> None:
        self._registered: list[_Registered] = []

    def show(self, template: str, *, order: int) -> Callable[[Fill], Fill]:
        """Lower `order` stands further up."""

        def register(fill: Fill) -> Fill:
            self._registered.append(_Registered(order, template, fill))
            self._registered.sort(key=lambda one: (one.order, one.template))
            return fill

        return register

    def parts(self, meeting: Meeting, visitor: Visitor) -> list[Part]:
        drawn = [(one.template, one.fill(meeting, visitor)) for one in self._registered]
        return [Part(template, facts) for template, facts in drawn if facts is not None]


#: The organisers' page of a meeting, above the answers, and its side column.
office_page = Board()
office_side = Board()
#: The page of a meeting for the public, members and guests; whoever fills it looks who asks.
meeting_page = Board()

_points: list[Point] = []


def point(ways: Point) -> Point:
    _points.append(ways)
    return ways


def find_main(parts: Iterable[Part]) -> Link | None:
    """The one main action of the page, where a room knows it."""
    return next((part.facts["main"] for part in parts if part.facts.get("main")), None)


def list_links(meeting: Meeting) -> list[Link]:
    return [link for ways in _points for link in ways(meeting)]
