"""Boundaries from a GeoPackage: an SQLite file whose geometries are WKB behind a small header."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import shapely

from klimanetz.places.boundaries.features import AREAS, KEYS, Boundary, in_degrees, key_of
from klimanetz.places.sources.entries import UnreadableFile

MAGIC: Final = b"GP"
#: Bytes of the envelope that may stand between header and geometry, by bits 1–3 of the flags.
ENVELOPES: Final = (0, 32, 48, 48, 64)
EMPTY: Final = 0b0001_0000
LAYERS: Final = """
    SELECT columns.table_name, columns.column_name, systems.organization_coordsys_id
    FROM gpkg_geometry_columns AS columns
    JOIN gpkg_spatial_ref_sys AS systems USING (srs_id)
    ORDER BY columns.table_name
"""


def read_boundaries(path: Path) -> Iterator[Boundary]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as package:
            package.row_factory = sqlite3.Row
            for table, column, srs in package.execute(LAYERS).fetchall():
                yield from read_layer(package, table, column, srs, path.name)
    except (sqlite3.DatabaseError, shapely.errors.GEOSException, IndexError) as error:
        raise UnreadableFile(
            f"{path.name}: Das GeoPackage ist beschädigt oder abgeschnitten ({error})."
        ) from error


def read_layer(
    package: sqlite3.Connection, table: str, column: str, srs: int, file: str
) -> Iterator[Boundary]:
    rows = package.execute(f"SELECT * FROM {quote(table)}")  # noqa: S608 - a quoted name
    if not {head[0] for head in rows.description} & set(KEYS):
        return
    for row in rows:
        key = key_of({name: row[name] for name in row.keys() if name != column})  # noqa: SIM118
        area = read_geometry(row[column]) if key else None
        if area is not None and area.geom_type in AREAS and not area.is_empty:
            yield Boundary(key, in_degrees(area, srs, file))


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def read_geometry(blob: bytes | None) -> shapely.Geometry | None:
    if blob is None:
        return None
    if blob[:2] != MAGIC:
        raise IndexError("kein GeoPackage-Objekt")
    flags = blob[3]
    if flags & EMPTY:
        return None
    return shapely.from_wkb(blob[8 + ENVELOPES[flags >> 1 & 0b111] :])
