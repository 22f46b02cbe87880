"""A read table as JSON, so that a list on its way survives reloads and restarts."""

from typing import Any

from klimanetz.roster.importing.columns import Field, Sheet
from klimanetz.roster.importing.grid import Line


def dump_sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "columns": {str(name): index for name, index in sheet.columns.items()},
        "unused": list(sheet.unused),
        "lines": [[line.number, list(line.cells)] for line in sheet.lines],
    }


def load_sheet(stored: dict[str, Any]) -> Sheet:
    return Sheet(
        {Field(name): index for name, index in stored["columns"].items()},
        tuple(stored["unused"]),
        tuple(Line(number, tuple(cells)) for number, cells in stored["lines"]),
    )
