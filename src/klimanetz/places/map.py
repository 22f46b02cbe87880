"""The map of a Land as data for `places/map.html`; who is where comes from the caller."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, F, Q, When
from django.utils.safestring import SafeString

from klimanetz.places.kinds import Kind, full_title
from klimanetz.places.map_markup import (
    Link,
    Shape,
    Spot,
    draw_groups,
    draw_links,
    draw_specks,
    draw_spots,
)
from klimanetz.places.models import Authority, Outline
from klimanetz.places.paths import Box
from klimanetz.places.projection import project

#: With more dots than this each is a mere speck: nobody picks one out of them.
MOST_LINKED_DOTS: Final = 150
#: How many specks fit beside each other; those that fall together are drawn once.
SPECKS_ACROSS: Final = 150
#: Room around the picture and the height of its letters, in parts of its width.
MARGIN: Final = 0.02
LETTERS: Final = 1 / 30
LETTERS_OF_LOCATOR: Final = 1 / 18
NONE: Final = SafeString()
MAPPED: Final = (Kind.DISTRICT, Kind.DISTRICT_FREE_CITY)
DISTRICTS: Final = Q(authority__kind__in=MAPPED, authority__valid_to=None)
COARSE: Final = Case(When(coarse_path="", then="path"), default="coarse_path")


@dataclass(frozen=True, slots=True)
class Cover:
    """How far a district is covered (`own`, `municipal` or `none`), in words, and its page."""

    level: str
    text: str = ""
    url: str = ""


NOTHING: Final = Cover("none")


@dataclass(frozen=True, slots=True)
class Dot:
    """Somebody in a municipality or association; drawn where the register knows the place."""

    name: str
    longitude: float | None
    latitude: float | None
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """Drawn already, so that a kept picture costs nothing to show again."""

    view_box: str
    #: The size of its letters; dots are drawn in proportion to it.
    letters: int
    levels: tuple[str, ...]
    credits: tuple[str, ...]
    shapes: SafeString
    spots: SafeString
    links: SafeString
    #: Whom a small map without links locates.
    locates: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """The outlines of a map, read in one query."""

    shapes: tuple[Shape, ...]
    credits: tuple[str, ...]

    @property
    def box(self) -> Box:
        boxes = [shape.box for shape in self.shapes]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        margin = round((right - left) * MARGIN)
        return left - margin, top - margin, right + margin, bottom + margin


def build_map(land: str, covered: Mapping[str, Cover], dots: Iterable[Dot]) -> MapPicture | None:
    """All districts of a Land (of Germany where it is empty), `covered` by their 5-digit keys.

    None where no outlines were read. One query.
    """
    ground = read_ground(Q(authority__ars__startswith=land) & DISTRICTS, coarse=not land)
    if not ground.shapes:
        return None
    box = ground.box
    placed = [(dot, spot) for dot in dots if (spot := place(dot.longitude, dot.latitude))]
    spots = [spot for _, spot in placed]
    links = list(link_districts(ground, covered, box))
    many = len(spots) > MOST_LINKED_DOTS
    if not many:
        links += [link_spot(dot, spot, box) for dot, spot in placed]
    return draw(
        ground,
        levels={key: cover.level for key, cover in covered.items()},
        spots=draw_specks(scatter(spots, box)) if many else draw_spots(spots),
        links=draw_links(links),
    )


def build_locator(authority: Authority) -> MapPicture | None:
    """Where an authority lies in its Land. One query; None where no outlines were read."""
    around = Q(authority__ars__startswith=authority.ars[:2]) & DISTRICTS
    ground = read_ground(around | Q(authority=authority))
    if not ground.shapes:
        return None
    district, is_district = authority.ars[:5], authority.kind in MAPPED
    levels = {authority.ars: "current"} | {district: "current" if is_district else "around"}
    spot = place(authority.longitude, authority.latitude)
    drawn = is_district or any(shape.key == authority.ars for shape in ground.shapes)
    spots = draw_spots([spot] if spot and not drawn else [])
    return draw(ground, levels=levels, spots=spots, locates=authority.title)


def draw(
    ground: Ground,
    *,
    levels: Mapping[str, str],
    spots: SafeString,
    links: SafeString = NONE,
    locates: str = "",
) -> MapPicture:
    left, top, right, bottom = ground.box
    groups = group(ground, levels)
    return MapPicture(
        view_box=f"{left} {top} {right - left} {bottom - top}",
        letters=round((right - left) * (LETTERS_OF_LOCATOR if locates else LETTERS)),
        levels=tuple(level for level, _ in groups),
        credits=ground.credits,
        shapes=draw_groups(groups),
        spots=spots,
        links=links,
        locates=locates,
    )


def read_ground(which: Q, *, coarse: bool = False) -> Ground:
    """Districts and cities go by five digits, so that both are covered alike."""
    rows = (
        Outline.objects.filter(which)
        .order_by("authority__district_ars", F("authority__ars"))
        .values_list(
            "authority__ars", "authority__kind", "authority__name", "authority__kind_code",
            COARSE if coarse else F("path"), "min_x", "min_y", "max_x", "max_y", "source",
        )
    )  # fmt: skip
    shapes: list[Shape] = []
    sources: dict[str, None] = {}
    for ars, kind, name, code, path, *box, source in rows:
        key = ars[:5] if kind == Kind.DISTRICT_FREE_CITY else ars
        title = name if kind == Kind.DISTRICT_FREE_CITY else full_title(name, code)
        shapes.append(Shape(key, title, path, (box[0], box[1], box[2], box[3])))
        sources[source] = None
    return Ground(tuple(shapes), tuple(sources))


def group(ground: Ground, levels: Mapping[str, str]) -> tuple[tuple[str, tuple[Shape, ...]], ...]:
    """Shapes of one level share their colour; the ones to be seen are drawn last."""
    order = ("none", "municipal", "own", "around", "current")
    groups: dict[str, list[Shape]] = defaultdict(list)
    for shape in ground.shapes:
        groups[levels.get(shape.key, NOTHING.level)].append(shape)
    return tuple((level, tuple(groups[level])) for level in order if level in groups)


def place(longitude: float | None, latitude: float | None) -> Spot | None:
    if longitude is None or latitude is None:
        return None
    return Spot(*project(longitude, latitude))


def link_districts(ground: Ground, covered: Mapping[str, Cover], box: Box) -> Iterator[Link]:
    for shape in ground.shapes:
        cover = covered.get(shape.key, NOTHING)
        if cover.url:
            left, top, right, bottom = shape.box
            middle = Spot((left + right) // 2, (top + bottom) // 2)
            side = side_of(middle, box)
            yield Link(shape.title, cover.text, cover.url, shape.key, None, middle, side)


def link_spot(dot: Dot, spot: Spot, box: Box) -> Link:
    above = Spot(spot.x, spot.y - round((box[2] - box[0]) * LETTERS * 2))
    return Link(dot.name, dot.text, dot.url, "", spot, above, side_of(spot, box))


def side_of(spot: Spot, box: Box) -> str:
    """Labels in the left third run to the right, in the right third to the left."""
    third = (box[2] - box[0]) / 3
    if spot.x < box[0] + third:
        return "start"
    return "end" if spot.x > box[2] - third else "middle"


def scatter(spots: Iterable[Spot], box: Box) -> list[Spot]:
    """Spots on a grid, each cell once."""
    step = max(1, (box[2] - box[0]) // SPECKS_ACROSS)
    cells = {(spot.x // step, spot.y // step) for spot in spots}
    return [Spot(x * step + step // 2, y * step + step // 2) for x, y in sorted(cells)]
