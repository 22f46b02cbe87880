"""A boundary and its key, from whichever file; coordinates in degrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from klimanetz.places.boundaries.utm import to_degrees
from klimanetz.places.sources.entries import UnreadableFile

#: Attributes that may hold the key, the most precise first.
KEYS: Final = ("ARS", "RS", "ars", "AGS", "ags", "verband_ars", "kreis_ags", "id")
#: Keys of a district, of a municipality (AGS), of an association, of a municipality (ARS).
LENGTHS: Final = frozenset({5, 8, 9, 12})
#: VG250 marks water areas of the same authority apart from its land.
LAND_AREA: Final = 4
AREAS: Final = frozenset({"Polygon", "MultiPolygon"})
DEGREES: Final = frozenset({4326, 4258})
UTM: Final = {25832: 9.0, 25833: 15.0, 32632: 9.0, 32633: 15.0}
GERMANY: Final = (5.0, 47.0, 16.0, 56.0)


@dataclass(frozen=True, slots=True)
class Boundary:
    key: str
    area: BaseGeometry


def key_of(attributes: Mapping[str, Any]) -> str:
    """The key among the attributes; empty for the state, its Länder and their regions."""
    if attributes.get("GF", LAND_AREA) != LAND_AREA:
        return ""
    for name in KEYS:
        value = str(attributes.get(name) or "")
        if value.isdigit() and len(value) in LENGTHS and int(value):
            return value
    return ""


def in_degrees(area: BaseGeometry, srs: int, file: str) -> BaseGeometry:
    if srs in UTM:
        area = shapely.transform(
            area, lambda xy: np.column_stack(to_degrees(xy[:, 0], xy[:, 1], UTM[srs]))
        )
    elif srs not in DEGREES:
        raise UnreadableFile(
            f"{file}: Das Koordinatensystem EPSG:{srs} ist nicht bekannt; "
            "bitte in EPSG:25832 (UTM 32) oder EPSG:4326 (Grad) ausgeben."
        )
    west, south, east, north = area.bounds
    if not (GERMANY[0] < west and GERMANY[1] < south and east < GERMANY[2] and north < GERMANY[3]):
        raise UnreadableFile(
            f"{file}: Ein Objekt liegt außerhalb Deutschlands (bei {west:.2f}, {south:.2f}); "
            "stimmt das Koordinatensystem?"
        )
    return area
