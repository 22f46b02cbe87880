"""What a post is reckoned with as long as nobody says otherwise."""

from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Final

from klimanetz.features.funding.costing.origin import Origin
from klimanetz.features.funding.costing.reading import DATA, Reader


@dataclass(frozen=True, slots=True)
class Default:
    value: Decimal
    origin: Origin


@dataclass(frozen=True, slots=True)
class Defaults:
    """`statutory`, `supplementary` and `rise` in percent, the others in euros a year."""

    statutory: Default
    supplementary: Default
    workplace: Default
    travel: Default
    rise: Default


def read_defaults(path: Path = DATA / "vorgaben.toml") -> Defaults:
    reader = Reader(path)
    names = [field.name for field in fields(Defaults)]
    reader.keys(reader.content, set(names), "")
    return Defaults(**{name: read_default(reader, name) for name in names})


def read_default(reader: Reader, name: str) -> Default:
    table = reader.table(name)
    reader.keys(table, {"value", "origin"}, name)
    origin = reader.origin(reader.table("origin", table), f"{name}.origin")
    return Default(reader.number(table["value"], f"{name}.value"), origin)


DEFAULTS: Final = read_defaults()
