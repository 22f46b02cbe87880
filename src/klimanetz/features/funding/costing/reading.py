"""The dated facts in `data/`, read once. A file that is wrong is named, and the fault in it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from klimanetz.features.funding.costing.origin import Origin, Standing
from klimanetz.features.funding.costing.rounding import CENT

DATA: Final = Path(__file__).parent / "data"
ORIGIN: Final = frozenset({"source", "source_url", "checked_on", "status"})


class BadData(Exception):  # noqa: N818 - read as a sentence
    """A data file says what cannot be; `str()` of it names file, place and fault."""


class Reader:
    """One file, and the place in it that is being read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.content = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise self.fault("", f"is no TOML: {error}") from error

    def fault(self, place: str, what: str) -> BadData:
        return BadData(f"{self.path.name}{', ' if place else ''}{place}: {what}.")

    def keys(self, table: Mapping[str, object], wanted: set[str], place: str) -> None:
        for key in sorted(wanted ^ set(table)):
            raise self.fault(
                place or key, f"“{key}” is {'missing' if key in wanted else 'unknown'}"
            )

    def table(self, key: str, inside: Mapping[str, object] | None = None) -> dict[str, object]:
        value = (self.content if inside is None else inside).get(key)
        if not isinstance(value, dict):
            raise self.fault(key, "is no table")
        return value

    def number(self, value: object, place: str) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.fault(place, f"“{value}” is no number")
        number = Decimal(value)
        if not number.is_finite() or number < 0 or number != number.quantize(CENT):
            raise self.fault(place, f"“{value}” is below zero or has more than two decimals")
        return number

    def whole(self, value: object, place: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.fault(place, f"“{value}” is no number of years")
        return value

    def day(self, value: object, place: str) -> date:
        if type(value) is not date:
            raise self.fault(place, f"“{value}” is no date")
        return value

    def text(self, value: object, place: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.fault(place, "is empty or no text")
        return value

    def origin(self, table: Mapping[str, object], place: str) -> Origin:
        """What is checked has an address and a day; everything has a source."""
        if unknown := set(table) - ORIGIN:
            raise self.fault(place, f"“{min(unknown)}” is unknown")
        source = self.text(table.get("source"), f"{place}.source")
        status = table.get("status")
        if status not in Standing.values:
            raise self.fault(
                f"{place}.status", f"“{status}” is none of {', '.join(Standing.values)}"
            )
        if status != Standing.CHECKED and not {"source_url", "checked_on"} & set(table):
            return Origin("", source, standing=Standing(status))
        url = self.text(table.get("source_url"), f"{place}.source_url")
        if not url.startswith(("https://", "http://")):
            raise self.fault(f"{place}.source_url", f"“{url}” is no address")
        day = self.day(table.get("checked_on"), f"{place}.checked_on")
        return Origin("", source, url, day, Standing(status))


def read_all(pattern: str, folder: Path = DATA) -> Iterator[Reader]:
    """In the order of their names, which end in their day."""
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise BadData(f"{folder.name}: there is no {pattern}.")
    yield from map(Reader, paths)
