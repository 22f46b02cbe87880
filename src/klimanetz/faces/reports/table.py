"""The administrations of a layer, one line each: for the page and for the file."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from klimanetz.places.kinds import Kind, full_title
from klimanetz.roster.coverage import Line

#: Excel takes a file for UTF-8 only with this at its beginning.
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Entry:
    """`ends` only for those who may know it; everyone knows that it is `ending`."""

    ars: str
    name: str
    kind: str
    district: str
    size: str
    population: int | None
    group: str
    ending: bool
    ends: date | None


def list_entries(
    lines: Iterable[Line], districts: dict[str, str], *, dated: bool
) -> Iterator[Entry]:
    for line in lines:
        place = line.place
        yield Entry(
            ars=place.ars,
            name=full_title(place.name, place.kind_code),
            kind=str(Kind(place.kind).label),
            district=districts.get(place.district_ars, ""),
            size=str(line.size.label),
            population=None if place.kind == Kind.DISTRICT else line.population,
            group=str(line.group.label),
            ending=line.ends is not None,
            ends=line.ends if dated else None,
        )


def write_csv(entries: Iterable[Entry], source: str, *, dated: bool) -> str:
    file = io.StringIO()
    write = csv.writer(file, delimiter=";").writerow
    heads = [
        _("Regionalschlüssel"), _("Verwaltung"), _("Art"), _("Kreis"), _("Größe"),
        _("Einwohner:innen"), _("Gruppe"), _("endet binnen zwölf Monaten"),
    ]  # fmt: skip
    write([*heads, _("endet am")] if dated else heads)
    for entry in entries:
        population = "" if entry.population is None else entry.population
        row = [entry.ars, entry.name, entry.kind, entry.district, entry.size, population,
               entry.group, _("ja") if entry.ending else _("nein")]  # fmt: skip
        write([*row, entry.ends.strftime("%d.%m.%Y") if entry.ends else ""] if dated else row)
    write([])
    write([_("Quelle"), source])
    return BOM + file.getvalue()
