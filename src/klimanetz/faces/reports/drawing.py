"""The layers on the map: districts as shapes, other administrations as signs.

Where the outlines of all municipalities of the day are known, they are the shapes, by what their
inhabitants have. Every group has a sign and a pattern of its own, so that none needs its colour.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from klimanetz.faces.reports.asked import Layer
from klimanetz.places.map import LETTERS, Ground, place, read_ground, scatter
from klimanetz.places.map_markup import Shape, draw_specks
from klimanetz.places.models import Kind
from klimanetz.roster.coverage import Finding, Group, Line

#: With more signs than this only points are drawn: those of the layer, or all who have a manager.
MOST_SIGNS: Final = 700
DISTRICTS: Final = frozenset({Kind.DISTRICT.value, Kind.DISTRICT_FREE_CITY.value})
#: What there is lies over what there is not.
ORDER: Final = ("plain", "none", "vacant", "shared", "ending", "own")

GROUP: Final = '<g class="reach__shapes" fill="url(#karte-{})">{}</g>'
SHAPE: Final = '<path d="{}"><title>{}</title></path>'
SIGN: Final = '<use href="#zeichen-{}" x="{}" y="{}"><title>{}</title></use>'

type Found = Mapping[str, Line | Finding]


@dataclass(frozen=True, slots=True)
class Picture:
    view_box: str
    letters: int
    credits: tuple[str, ...]
    shapes: SafeString
    signs: SafeString


def draw(
    land: str, lines: Sequence[Line], towns: Mapping[str, Finding], layer: Layer | None
) -> Picture | None:
    """One query; None where no outlines were read."""
    ground = read_outlines(land)
    if not ground.shapes:
        return None
    shapes, found, signs = choose_shapes(ground, lines, towns)
    left, top, right, bottom = ground.box
    return Picture(
        view_box=f"{left} {top} {right - left} {bottom - top}",
        letters=round((right - left) * LETTERS),
        credits=ground.credits,
        shapes=draw_shapes(shapes, found, layer),
        signs=draw_signs(signs, layer, ground),
    )


def read_outlines(land: str) -> Ground:
    """Of all Germany only the districts: ten thousand towns would be mere dust."""
    kinds = {*DISTRICTS, Kind.MUNICIPALITY} if land else DISTRICTS
    which = Q(authority__ars__startswith=land, authority__kind__in=kinds, authority__valid_to=None)
    return read_ground(which, coarse=not land)


def choose_shapes(
    ground: Ground, lines: Sequence[Line], towns: Mapping[str, Finding]
) -> tuple[list[Shape], Found, list[Line]]:
    """The shapes to draw, what is known of each by its key, and what is drawn as a sign."""
    cities = {line.place.ars for line in lines if line.place.kind == Kind.DISTRICT_FREE_CITY}
    by_key = {ars[:5] if ars in cities else ars: found for ars, found in towns.items()}
    if by_key and by_key.keys() <= {shape.key for shape in ground.shapes}:
        return [shape for shape in ground.shapes if shape.key in by_key], by_key, []
    districts = {line.place.district_ars: line for line in lines if line.place.kind in DISTRICTS}
    signs = [line for line in lines if line.place.kind not in DISTRICTS]
    return [shape for shape in ground.shapes if len(shape.key) == 5], districts, signs


def look_of(found: Line | Finding | None, layer: Layer | None) -> str:
    """`plain` outside the layer that is asked for."""
    if found is None or (layer is not None and not layer.holds(found)):
        return "plain"
    ending = found.ends is not None and (found.group == Group.OWN or layer is Layer.ENDING)
    return "ending" if ending else found.group.value


def draw_shapes(shapes: Iterable[Shape], found: Found, layer: Layer | None) -> SafeString:
    looks: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for shape in shapes:
        one = found.get(shape.key)
        said = f"{shape.title}: {one.group.label}" if one else shape.title
        looks[look_of(one, layer)].append((shape.path, said))
    return format_html_join(
        "",
        GROUP,
        ((look, format_html_join("", SHAPE, looks[look])) for look in ORDER if look in looks),
    )


def draw_signs(lines: Sequence[Line], layer: Layer | None, ground: Ground) -> SafeString:
    placed = [
        (look, line, spot)
        for line in lines
        if (look := look_of(line, layer)) != "plain"
        and (spot := place(line.place.longitude, line.place.latitude))
    ]
    if len(placed) > MOST_SIGNS:
        shown = [spot for look, _, spot in placed if layer or look in {"own", "ending", "shared"}]
        return draw_specks(scatter(shown, ground.box))
    placed.sort(key=lambda one: ORDER.index(one[0]))
    return format_html_join(
        "",
        SIGN,
        (
            (look, spot.x, spot.y, f"{line.place.name}: {line.group.label}")
            for look, line, spot in placed
        ),
    )
