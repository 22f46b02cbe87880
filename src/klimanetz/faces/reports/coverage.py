"""The coverage of one day as a page shows it: sums, by district, by size, and over the years."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from klimanetz.core.models import Network
from klimanetz.core.public import keep
from klimanetz.faces.reports.asked import Layer
from klimanetz.places.models import Authority, Register
from klimanetz.places.similarity import SizeClass
from klimanetz.roster.coverage import Group, Line, Past, Sum, add_up, list_administrations

#: How many ends of years the look back shows.
YEARS: Final = 5
BARS: Final = (Group.OWN, Group.SHARED, Group.VACANT, Group.NONE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of sums."""

    label: str
    sum: Sum

    @property
    def total(self) -> int:
        return self.sum.administrations.total()

    @property
    def own(self) -> int:
        return self.sum.administrations[Group.OWN]

    @property
    def shared(self) -> int:
        return self.sum.administrations[Group.SHARED]

    @property
    def vacant(self) -> int:
        return self.sum.administrations[Group.VACANT]

    @property
    def none(self) -> int:
        return self.sum.administrations[Group.NONE]

    @property
    def ending(self) -> int:
        return self.sum.ending

    @property
    def population(self) -> int:
        return self.sum.inhabitants.total()

    @property
    def reached(self) -> int:
        return self.sum.reached

    @property
    def percent(self) -> int:
        return round(self.sum.share * 100)

    @property
    def bars(self) -> list[tuple[str, float, float]]:
        """Group, left and width of each part of its bar, in percent of the inhabitants."""
        widths = [100 * self.sum.inhabitants[group] / (self.population or 1) for group in BARS]
        lefts = accumulate(widths, initial=0.0)
        return [
            (group.value, round(left, 2), round(width, 2))
            for group, left, width in zip(BARS, lefts, widths, strict=False)
        ]


def count_layer(row: Row, layer: Layer) -> int:
    return int(getattr(row, layer.name.lower()))


def by_district(lines: Iterable[Line], names: dict[str, str]) -> list[Row]:
    """Districts and district-free cities by name, with everything in them."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.place.district_ars].append(line)
    rows = [Row(names.get(ars, ars), add_up(inside)) for ars, inside in found.items()]
    return sorted(rows, key=lambda row: row.label)


def by_size(lines: Iterable[Line]) -> list[Row]:
    """In the order of the classes; without those that nobody is in."""
    found: dict[SizeClass, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.size].append(line)
    return [Row(str(size.label), add_up(found[size])) for size in SizeClass if size in found]


def look_back(past: Past, network: Network) -> list[Row]:
    """The ends of the last years, the oldest first; counted once per revision of the network."""
    this_year = timezone.localdate().year
    ends = [date(year, 12, 31) for year in range(this_year - YEARS, this_year)]
    key = f"coverage-years:{network.land}:{this_year}:{get_language()}"
    return keep(key, network.revision, lambda: [count_end(past, end) for end in ends])


def count_end(past: Past, end: date) -> Row:
    return Row(say_day(end), add_up(list_administrations(past.on(end))))


def say_day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def name_source(land: str, day: date) -> str:
    """Who counted what, and as of when: stands under every figure. Two queries."""
    issues = [
        f"{register.credit}, {_('Gebietsstand')} {say_day(register.status_on)}"
        for register in Register.objects.filter(land__startswith=land)
    ]
    counted = Authority.objects.in_land(land).aggregate(on=Max("population_on"))["on"]
    people = [f"{_('Bevölkerung:')} {say_day(counted)}"] if counted else []
    own = _("Stellen: Angaben des Netzwerks, Stand %(day)s") % {"day": say_day(day)}
    return "; ".join([own, *dict.fromkeys(issues), *people])
