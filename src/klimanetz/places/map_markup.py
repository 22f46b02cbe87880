"""The many small elements of a map as markup: in a template they would cost ten times as much.

Three layers, drawn in this order: districts, dots, and on top invisible links with their labels,
so that a label that appears on hover or focus lies over everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from klimanetz.places.paths import Box


@dataclass(frozen=True, slots=True)
class Shape:
    key: str
    title: str
    path: str
    box: Box


@dataclass(frozen=True, slots=True)
class Spot:
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Link:
    """What one can choose: a shape by its key, or a spot. The label stays inside the picture; its
    `text` may have several lines."""

    title: str
    text: str
    url: str
    key: str
    spot: Spot | None
    label: Spot
    anchor: str


GROUP: Final = '<g class="map__districts map__districts--{}">{}</g>'
PATH: Final = '<path id="k{}" d="{}"/>'
SPOT: Final = '<circle cx="{}" cy="{}" r=".3em"/>'
NUMBER: Final = '<text x="{}" y="{}" dx=".5em" dy=".35em">{}</text>'
SPECKS: Final = '<path class="map__specks" d="{}"/>'
LINK: Final = (
    '<a href="{}" aria-label="{}">{}<text x="{}" y="{}" text-anchor="{}" visibility="hidden">'
    '<tspan class="map__name">{}</tspan>{}</text></a>'
)
FURTHER_LINE: Final = '<tspan x="{}" dy="1.25em">{}</tspan>'
TARGET: Final = '<circle cx="{}" cy="{}" r=".7em"/>'
COPY: Final = '<use href="#k{}"/>'


def draw_groups(groups: Iterable[tuple[str, Sequence[Shape]]]) -> SafeString:
    return format_html_join(
        "",
        GROUP,
        (
            (level, format_html_join("", PATH, ((shape.key, shape.path) for shape in shapes)))
            for level, shapes in groups
        ),
    )


def draw_spots(spots: Iterable[Spot]) -> SafeString:
    return format_html_join("", SPOT, ((spot.x, spot.y) for spot in spots))


def draw_numbers(numbered: Iterable[tuple[Spot, int]]) -> SafeString:
    """Beside their spots, for a list that has the same numbers."""
    return format_html_join("", NUMBER, ((spot.x, spot.y, number) for spot, number in numbered))


def draw_specks(specks: Sequence[Spot]) -> SafeString:
    """One path of points, each a line without length that its round ends make visible."""
    return format_html(SPECKS, "".join(f"M{spot.x} {spot.y}h0" for spot in specks))


def draw_links(links: Iterable[Link]) -> SafeString:
    return format_html_join("", LINK, map(parts_of, links))


def parts_of(link: Link) -> tuple[object, ...]:
    lines = link.text.splitlines()
    said = f"{link.title}: {', '.join(lines)}" if lines else link.title
    spot, label = link.spot, link.label
    target = format_html(TARGET, spot.x, spot.y) if spot else format_html(COPY, link.key)
    further = format_html_join("", FURTHER_LINE, ((label.x, line) for line in lines))
    return link.url, said, target, label.x, label.y, link.anchor, link.title, further
