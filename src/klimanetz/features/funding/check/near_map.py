"""The neighbours of a town as a small map: each a link that chooses it, or takes it back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.safestring import SafeString

from klimanetz.features.funding.check.neighbours import Neighbourhood
from klimanetz.places.map import MAPPED, Ground, place, read_ground, side_of
from klimanetz.places.map_markup import (
    Link,
    Shape,
    Spot,
    draw_groups,
    draw_links,
    draw_numbers,
    draw_spots,
)
from klimanetz.places.models import Authority
from klimanetz.places.paths import Box

#: Room around the towns and the height of letters, in parts of the width.
MARGIN: Final = 0.12
LETTERS: Final = 1 / 24
#: What is to be seen is drawn last.
LEVELS: Final = ("none", "around", "own", "current")


@dataclass(frozen=True, slots=True)
class NearMap:
    view_box: str
    letters: int
    credits: tuple[str, ...]
    ground: SafeString
    spots: SafeString
    own: SafeString
    chosen: SafeString
    numbers: SafeString
    links: SafeString


@dataclass(frozen=True, slots=True)
class Goal:
    """A town one can choose: `number` in the list beside it, `text` says what a click does."""

    number: int
    authority: Authority
    text: str
    url: str
    chosen: bool


def draw_neighbours(
    authority: Authority, around: Neighbourhood, goals: Iterable[Goal]
) -> NearMap | None:
    """None where the register does not know where they lie. One query."""
    goals = list(goals)
    own = spot_of(authority)
    placed = [(goal, spot) for goal in goals if (spot := spot_of(goal.authority))]
    if own is None or not placed:
        return None
    frame = frame_of([own, *(spot for _goal, spot in placed)])
    towns = {goal.authority.ars for goal, _spot in placed if around.by_border}
    ground = read_ground(shapes_wanted(authority, around, towns, frame))
    picked = {goal.authority.ars for goal in goals if goal.chosen}
    left, top, right, bottom = frame
    return NearMap(
        view_box=f"{left} {top} {right - left} {bottom - top}",
        letters=round((right - left) * LETTERS),
        credits=ground.credits,
        ground=draw_ground(ground, authority, picked, towns),
        spots=draw_spots(spot for goal, spot in placed if not goal.chosen),
        own=draw_spots([own]),
        chosen=draw_spots(spot for goal, spot in placed if goal.chosen),
        numbers=draw_numbers((spot, goal.number) for goal, spot in placed),
        links=draw_links(link_to(goal, spot, frame) for goal, spot in placed),
    )


def spot_of(authority: Authority) -> Spot | None:
    return place(authority.longitude, authority.latitude)


def frame_of(spots: Collection[Spot]) -> Box:
    """Around all of them, at least as wide as it is high."""
    left, right = min(spot.x for spot in spots), max(spot.x for spot in spots)
    top, bottom = min(spot.y for spot in spots), max(spot.y for spot in spots)
    width, height = right - left, bottom - top
    more = max(0, height - width) // 2
    margin = round(max(width, height, 1) * MARGIN) + 1
    return left - margin - more, top - margin, right + margin + more, bottom + margin


def shapes_wanted(
    authority: Authority, around: Neighbourhood, towns: Collection[str], frame: Box
) -> Q:
    """The towns themselves where they are drawn, else the districts they lie in."""
    if around.by_border:
        return Q(authority__ars__in={authority.ars, *towns}, authority__valid_to=None)
    left, top, right, bottom = frame
    return Q(
        authority__kind__in=MAPPED,
        authority__valid_to=None,
        min_x__lte=right,
        max_x__gte=left,
        min_y__lte=bottom,
        max_y__gte=top,
    )


def draw_ground(
    ground: Ground, authority: Authority, picked: Collection[str], towns: Collection[str]
) -> SafeString:
    def level(shape: Shape) -> str:
        if shape.key == authority.ars:
            return "current"
        if shape.key in picked:
            return "own"
        return "around" if shape.key in towns else "none"

    groups: dict[str, list[Shape]] = {name: [] for name in LEVELS}
    for shape in ground.shapes:
        groups[level(shape)].append(shape)
    return draw_groups((name, shapes) for name, shapes in groups.items() if shapes)


def link_to(goal: Goal, spot: Spot, frame: Box) -> Link:
    above = Spot(spot.x, spot.y - round((frame[2] - frame[0]) * LETTERS * 1.2))
    return Link(goal.authority.name, goal.text, goal.url, "", spot, above, side_of(spot, frame))
