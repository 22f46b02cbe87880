"""Boundaries from GeoJSON and TopoJSON."""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, chain
from typing import Any, Final

from shapely.geometry import shape

from klimanetz.places.boundaries.features import AREAS, Boundary, in_degrees, key_of

type Json = Mapping[str, Any]
type Ring = list[tuple[float, float]]

WGS84: Final = 4326
TYPES: Final = frozenset({"FeatureCollection", "Feature", "Topology"})
EPSG: Final = re.compile(r"EPSG:+(?:[\d.]*:)?(\d+)$")


def is_map(content: object) -> bool:
    """GeoJSON, TopoJSON, or a bare list of GeoJSON features."""
    if isinstance(content, list):
        return bool(content) and all(is_map(part) for part in content)
    return isinstance(content, dict) and content.get("type") in TYPES


def read_boundaries(content: Json | list[Json], file: str) -> Iterator[Boundary]:
    if isinstance(content, list):
        for part in content:
            yield from read_boundaries(part, file)
    elif content["type"] == "Topology":
        yield from read_topology(content, file)
    else:
        srs = read_srs(content)
        for feature in content.get("features", [content]):
            yield from read_feature(feature, srs, file)


def read_srs(content: Json) -> int:
    """GeoJSON is in degrees unless its old `crs` member says otherwise."""
    name = str(((content.get("crs") or {}).get("properties") or {}).get("name", ""))
    found = EPSG.search(name)
    return int(found[1]) if found else WGS84


def read_feature(feature: Json, srs: int, file: str) -> Iterator[Boundary]:
    key = key_of({"id": feature.get("id"), **(feature.get("properties") or {})})
    geometry = feature.get("geometry") or {}
    if key and geometry.get("type") in AREAS:
        yield Boundary(key, in_degrees(shape(geometry), srs, file))


def read_topology(topology: Json, file: str) -> Iterator[Boundary]:
    arcs = decode_arcs(topology)
    for layer in topology["objects"].values():
        for thing in layer.get("geometries", [layer]):
            geometry = {"type": thing["type"], "coordinates": stitch(thing, arcs)}
            yield from read_feature({**thing, "geometry": geometry}, WGS84, file)


def decode_arcs(topology: Json) -> list[Ring]:
    """Arcs in degrees; quantised ones are differences of whole steps."""
    transform = topology.get("transform")
    if transform is None:
        return [[(x, y) for x, y, *_ in arc] for arc in topology["arcs"]]
    (scale_x, scale_y), (first_x, first_y) = transform["scale"], transform["translate"]
    return [
        [
            (x * scale_x + first_x, y * scale_y + first_y)
            for x, y in zip(
                accumulate(step[0] for step in arc),
                accumulate(step[1] for step in arc),
                strict=True,
            )
        ]
        for arc in topology["arcs"]
    ]


def stitch(thing: Json, arcs: list[Ring]) -> list[Any]:
    """The rings of a polygon, or of each polygon of several."""
    if thing["type"] == "Polygon":
        return [stitch_ring(ring, arcs) for ring in thing["arcs"]]
    if thing["type"] == "MultiPolygon":
        return [[stitch_ring(ring, arcs) for ring in polygon] for polygon in thing["arcs"]]
    return []


def stitch_ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs end to end; `~n` is arc n backwards, and the point where two meet counts once."""
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return [pieces[0][0], *chain.from_iterable(piece[1:] for piece in pieces)]
