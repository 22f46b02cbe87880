"""From boundaries to outlines: simplified together, so that neighbours keep one border."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from klimanetz.places.boundaries.features import Boundary
from klimanetz.places.paths import Drawing, Point, write_path
from klimanetz.places.projection import to_plane

type Areas = NDArray[np.object_]

#: How much is left out, in map units: the root of the area a corner may take along. One unit is
#: 70 m, so a corner of a district may go that hides 4 pixels on a map of Thuringia 700 wide.
TOLERANCE: Final = {5: 7.0, 9: 5.0, 8: 4.0, 12: 4.0}
#: The same for districts on a map of all Germany.
COARSE: Final = 24.0
DISTRICT: Final = 5


def draw_outlines(boundaries: Iterable[Boundary]) -> dict[str, Drawing]:
    """Drawings by key. Each level is one coverage: no gaps and no overlaps between neighbours.

    Keys of 5 digits are districts, 9 associations, 8 and 12 municipalities.
    """
    levels: dict[int, dict[str, list[BaseGeometry]]] = defaultdict(lambda: defaultdict(list))
    for boundary in boundaries:
        levels[len(boundary.key)][boundary.key].append(boundary.area)
    drawings: dict[str, Drawing] = {}
    for length, areas in levels.items():
        plane = put_on_plane(areas.values())
        fine = simplify(plane, TOLERANCE[length])
        coarse = simplify(plane, COARSE) if length == DISTRICT else [""] * len(fine)
        drawings |= dict(zip(areas, map(Drawing, fine, coarse), strict=True))
    return {key: drawing for key, drawing in drawings.items() if drawing.path}


def put_on_plane(areas: Iterable[list[BaseGeometry]]) -> Areas:
    whole = [parts[0] if len(parts) == 1 else shapely.union_all(parts) for parts in areas]
    plane: Areas = shapely.transform(
        np.array(whole), lambda degrees: np.column_stack(to_plane(degrees[:, 0], degrees[:, 1]))
    )
    return plane


def simplify(plane: Areas, tolerance: float) -> list[str]:
    return [write_path(rings_of(area)) for area in shapely.coverage_simplify(plane, tolerance)]


def rings_of(area: BaseGeometry) -> list[list[Point]]:
    polygons = shapely.get_parts(area)
    rings = shapely.get_rings(polygons)
    return [[(int(x), int(y)) for x, y in np.rint(shapely.get_coordinates(ring))] for ring in rings]
