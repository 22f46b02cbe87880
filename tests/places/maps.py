"""Small files of boundaries: two districts side by side in the Ilm-Kreis's neighbourhood."""

import json
import sqlite3
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

import shapely

type Degrees = tuple[float, float]

#: A wavy border from south to north, so that simplifying has something to do.
BORDER: list[Degrees] = [(11 + (0.002 if at % 2 else 0), 50.5 + at / 100) for at in range(51)]
WEST: list[Degrees] = [(10.5, 50.5), *BORDER, (10.5, 51.0)]
EAST: list[Degrees] = [(11.5, 50.5), *BORDER, (11.5, 51.0)]


def ring(points: Iterable[Degrees]) -> list[list[float]]:
    closed = [list(point) for point in points]
    return [*closed, closed[0]]


def feature(key: str, points: Iterable[Degrees], **more: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"ARS": key, "GEN": "Name", "GF": 4, **more},
        "geometry": {"type": "Polygon", "coordinates": [ring(points)]},
    }


def collection(*features: Mapping[str, object], **more: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), **more}


DISTRICTS = collection(feature("16070", WEST), feature("16068", EAST))


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content))
    return path


def topology(*, quantised: bool) -> dict[str, object]:
    """The same two districts; the border stands once and is walked backwards by the second."""
    west = [BORDER[-1], (10.5, 51.0), (10.5, 50.5), BORDER[0]]
    east = [BORDER[-1], (11.5, 51.0), (11.5, 50.5), BORDER[0]]
    arcs: list[list[list[float]]] = [[list(p) for p in arc] for arc in (BORDER, west, east)]
    found: dict[str, object] = {
        "type": "Topology",
        "objects": {
            "krs": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"ARS": "16070"}},
                    {"type": "MultiPolygon", "arcs": [[[~0, ~2][::-1]]], "id": "16068"},
                    {"type": "Point", "coordinates": [0, 0], "properties": {"ARS": "16051"}},
                ],
            }
        },
    }
    if not quantised:
        return {**found, "arcs": arcs}
    steps = [[differences(arc) for arc in arcs]][0]
    transform = {"scale": [0.0001, 0.0001], "translate": [10.5, 50.5]}
    return {**found, "arcs": steps, "transform": transform}


def differences(arc: list[list[float]]) -> list[list[int]]:
    whole = [(round((x - 10.5) * 10_000), round((y - 50.5) * 10_000)) for x, y in arc]
    before = [(0, 0), *whole]
    return [[x - px, y - py] for (x, y), (px, py) in zip(whole, before, strict=False)]


def geopackage(
    path: Path,
    layers: Mapping[str, Iterable[tuple[str, shapely.Geometry, int]]],
    *,
    srs: int = 4326,
    envelope: int = 0,
) -> Path:
    """Layers of (ARS, geometry, GF), as GDAL writes them."""
    package = sqlite3.connect(path)
    package.executescript(
        """
        CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization_coordsys_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id INTEGER);
        """
    )
    package.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (7, ?)", (srs,))
    for name, rows in layers.items():
        package.execute(f'CREATE TABLE "{name}" (fid INTEGER, geom BLOB, ARS TEXT, GF INTEGER)')
        package.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 7)", (name,))
        package.executemany(
            f'INSERT INTO "{name}" VALUES (1, ?, ?, ?)',  # noqa: S608
            [(blob(area, srs, envelope), key, gf) for key, area, gf in rows],
        )
    package.commit()
    package.close()
    return path


def blob(area: shapely.Geometry, srs: int, envelope: int) -> bytes:
    empty = 0b0001_0000 if area.is_empty else 0
    flags = envelope << 1 | 1 | empty
    box = struct.pack("<4d", *area.bounds) if envelope == 1 else b""
    wkb: bytes = shapely.to_wkb(area)
    return b"GP\x00" + struct.pack("<Bi", flags, srs) + box + wkb
