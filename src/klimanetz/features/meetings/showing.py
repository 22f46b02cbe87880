"""What rooms show on the pages of a meeting; so the meeting need not know its rooms."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from klimanetz.core.boards import Board, Part
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.rules import Visitor


class Link(NamedTuple):
    label: str
    url: str


#: Ways to the pages of a room, from "lists and pages" on the organisers' page.
type Point = Callable[[Meeting], list[Link]]


#: The organisers' page of a meeting, above the answers, and its side column. There
#: `facts["main"]`, a link, is what is to be done next.
office_page: Board[[Meeting, Visitor]] = Board()
office_side: Board[[Meeting, Visitor]] = Board()
#: The page of a meeting for the public, members and guests; whoever fills it looks who asks.
meeting_page: Board[[Meeting, Visitor]] = Board()

_points: list[Point] = []


def point(ways: Point) -> Point:
    _points.append(ways)
    return ways


def find_main(parts: Iterable[Part]) -> Link | None:
    """The one main action of the page, where a room knows it."""
    return next((part.facts["main"] for part in parts if part.facts.get("main")), None)


def list_links(meeting: Meeting) -> list[Link]:
    return [link for ways in _points for link in ways(meeting)]
