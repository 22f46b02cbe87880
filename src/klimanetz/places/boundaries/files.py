"""Which of the known formats a file of boundaries is, by its content."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import brotli

from klimanetz.places.boundaries import geojson, geopackage
from klimanetz.places.boundaries.drawing import draw_outlines
from klimanetz.places.boundaries.features import Boundary
from klimanetz.places.paths import Drawing
from klimanetz.places.progress import Watch, unwatched
from klimanetz.places.sources.entries import UnreadableFile

SQLITE: Final = b"SQLite format 3\x00"
ZIP: Final = b"PK\x03\x04"


def read_outlines(
    path: Path, lands: Collection[str], watch: Watch = unwatched
) -> dict[str, Drawing]:
    """Drawings by key (5, 8, 9 or 12 digits) of some Länder, with shared borders kept."""
    boundaries = list(watch(read_boundaries(path), "Grenzen lesen", None))
    if not boundaries:
        raise UnreadableFile(
            f"{path.name}: Keine Fläche der Datei trägt einen Schlüssel (ARS oder AGS)."
        )
    drawings = draw_outlines(boundary for boundary in boundaries if boundary.key[:2] in lands)
    if not drawings:
        raise UnreadableFile(
            f"{path.name}: Keine Fläche der Datei liegt in einem Land des Verzeichnisses "
            f"({', '.join(sorted(lands)) or 'es ist noch leer'})."
        )
    return drawings


def read_boundaries(path: Path) -> Iterator[Boundary]:
    try:
        with path.open("rb") as file:
            start = file.read(16)
            if start == SQLITE:
                return geopackage.read_boundaries(path)
            content = start + file.read()
    except OSError as error:
        raise UnreadableFile(f"{path}: Die Datei lässt sich nicht öffnen.") from error
    if start.startswith(ZIP):
        raise UnreadableFile(
            f"{path.name}: Das ist ein ZIP-Archiv; bitte entpacken Sie es und nennen Sie die "
            "Datei mit den Grenzen darin."
        )
    return read_json(path, content)


def read_json(path: Path, content: bytes) -> Iterator[Boundary]:
    """Brotli has no mark of its own, so here the file's name counts."""
    try:
        raw = brotli.decompress(content) if path.suffix == ".br" else content
        found = json.loads(raw)
    except (brotli.error, ValueError) as error:
        raise UnreadableFile(
            f"{path.name}: Das ist weder ein GeoPackage noch lesbares GeoJSON oder TopoJSON; "
            "vielleicht ist die Datei abgeschnitten."
        ) from error
    if not geojson.is_map(found):
        raise UnreadableFile(f"{path.name}: Das ist JSON, aber weder GeoJSON noch TopoJSON.")
    try:
        yield from geojson.read_boundaries(found, path.name)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise UnreadableFile(
            f"{path.name}: Ein Objekt ist nicht so aufgebaut, wie GeoJSON es verlangt "
            f"({type(error).__name__}: {error})."
        ) from error
