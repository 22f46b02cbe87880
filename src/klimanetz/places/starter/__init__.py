"""The register the product starts with: Thuringia, as a small table of facts.

`klimanetz places import` of a newer issue takes its place. How both files were made stands in
`docs/data.md`; the script is `klimanetz.places.starter.build`.
"""

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.db import transaction

from klimanetz.core.audit import SYSTEM
from klimanetz.places.actions import import_register, store_outlines
from klimanetz.places.models import Register
from klimanetz.places.paths import Drawing
from klimanetz.places.sources.auszug_gv import STATED
from klimanetz.places.sources.entries import Entry, Facts, Issue

TABLE: Final = Path(__file__).with_name("thueringen.csv")
DISTRICTS: Final = Path(__file__).with_name("thueringen_districts.json")
LANDS: Final = {"16": "Thüringen"}
COLUMNS: Final = (
    "key", "kind", "name", "administered_by", "population", "area_km2", "postcode", "longitude",
    "latitude",
)  # fmt: skip


@transaction.atomic
def load_starter_register(*, actor: object = SYSTEM) -> None:
    """Thuringia's authorities and district outlines; leaves a register that is there alone."""
    if Register.objects.filter(land__in=LANDS).exists():
        return
    import_register(read_table(), actor=actor)
    outlines = json.loads(DISTRICTS.read_text())
    drawings = {key: Drawing(path) for key, path in outlines["paths"].items()}
    store_outlines(drawings, credit=outlines["credit"], actor=actor)


def read_table() -> Issue:
    lines = TABLE.read_text().splitlines()
    head = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
    table = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")
    return Issue(
        status_on=date.fromisoformat(head["status"]),
        credit=head["credit"],
        stated=STATED,
        lands=LANDS,
        entries=tuple(read_entries(table)),
        population_on=date.fromisoformat(head["population"]),
        census_basis=head["census"],
        area_on=date.fromisoformat(head["area"]),
    )


def read_entries(table: "csv.DictReader[str]") -> Iterator[Entry]:
    for row in table:
        facts = Facts(
            population=int(row["population"]),
            area_km2=Decimal(row["area_km2"]),
            postcode=row["postcode"],
            longitude=float(row["longitude"]),
            latitude=float(row["latitude"]),
        )
        yield Entry(row["key"], row["kind"], row["name"], facts, row["administered_by"])
