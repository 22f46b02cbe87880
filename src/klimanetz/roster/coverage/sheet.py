"""Every administration with its group, and sums of them: counted in offices and in inhabitants."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from klimanetz.places.similarity import SizeClass, size_class_of
from klimanetz.roster.coverage.ground import MUNICIPAL, Place
from klimanetz.roster.coverage.past import Day
from klimanetz.roster.coverage.reach import REACHED, Finding, Group, Reach


@dataclass(frozen=True, slots=True)
class Line:
    """An administration; `inhabitants` by the group of the town they live in.

    Those of a district are counted in its towns. `ends` is within a year of the day, or None.
    """

    place: Place
    group: Group
    ends: date | None
    size: SizeClass
    inhabitants: Counter[Group]

    @property
    def population(self) -> int:
        return self.inhabitants.total()


@dataclass(slots=True)
class Sum:
    administrations: Counter[Group] = field(default_factory=Counter)
    inhabitants: Counter[Group] = field(default_factory=Counter)
    ending: int = 0

    @property
    def reached(self) -> int:
        return sum(self.inhabitants[group] for group in REACHED)

    @property
    def share(self) -> float:
        return self.reached / population if (population := self.inhabitants.total()) else 0.0


def list_administrations(day: Day) -> Iterator[Line]:
    """By key, each administration of the day once."""
    reach = Reach.of(day)
    for office, parts in day.ground.parts.items():
        place = day.ground.places[office]
        found = reach.find_office(place)
        inhabitants: Counter[Group] = Counter()
        for part in parts:
            if part.kind in MUNICIPAL:
                inhabitants[reach.find(part).group] += part.population
        size = size_class_of(place.kind, inhabitants.total())
        yield Line(place, found.group, found.ends, size, inhabitants)


def find_towns(day: Day) -> dict[str, Finding]:
    """What the inhabitants of each municipality and city have, by its key."""
    reach = Reach.of(day)
    towns = (place for place in day.ground.places.values() if place.kind in MUNICIPAL)
    return {town.ars: reach.find(town) for town in towns}


def add_up(lines: Iterable[Line]) -> Sum:
    total = Sum()
    for line in lines:
        total.administrations[line.group] += 1
        total.ending += line.ends is not None
        total.inhabitants.update(line.inhabitants)
    return total
