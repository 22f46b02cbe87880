"""The figures of the overview: today's reach in numbers, by district, and as dots on the map."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import timezone

from klimanetz.places.models import Kind
from klimanetz.roster.coverage.ground import DISTRICTS, MUNICIPAL, Ground
from klimanetz.roster.coverage.past import Day, read_past
from klimanetz.roster.coverage.reach import REACHED, Reach


@dataclass(frozen=True, slots=True)
class Dot:
    """A town or association with a manager in post; placed where the register says so."""

    ars: str
    name: str
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True, slots=True)
class DistrictCoverage:
    """A district or district-free city, with everything inside it."""

    ars: str
    name: str
    own_manager: bool
    authorities_with_manager: int
    population: int
    population_covered: int

    @property
    def level(self) -> Literal["own", "municipal", "none"]:
        """`own`: the district's or city's administration; `municipal`: only a town inside it."""
        if self.own_manager:
            return "own"
        return "municipal" if self.authorities_with_manager else "none"


@dataclass(frozen=True, slots=True)
class Coverage:
    """`authorities_with_manager` counts administrations, served ones included."""

    managers: int
    authorities_with_manager: int
    municipalities: int
    municipalities_covered: int
    population: int
    population_covered: int
    by_district: Mapping[str, DistrictCoverage]
    dots: tuple[Dot, ...]

    @property
    def share_of_inhabitants(self) -> float:
        return self.population_covered / self.population if self.population else 0.0


@dataclass(slots=True)
class Tally:
    """One district while it is being counted."""

    name: str = ""
    own_manager: bool = False
    authorities: int = 0
    population: int = 0
    covered: int = 0


def coverage(land: str = "", on: date | None = None) -> Coverage:
    """How far the network reaches in a Land (all of Germany where empty), in three queries."""
    day = read_past(land).on(on or timezone.localdate())
    managers: set[int] = set()
    staffed: set[int] = set()
    for post, people in day.held.items():
        if at := day.places_of(post):
            staffed.update(at)
            managers.update(people)
    return count(day, managers, staffed)


def count(day: Day, managers: set[int], staffed: set[int]) -> Coverage:
    ground, reach = day.ground, Reach.of(day)
    towns = [place for place in ground.places.values() if place.kind in MUNICIPAL]
    covered = {town.pk for town in towns if reach.find(town).group in REACHED}
    return Coverage(
        managers=len(managers),
        authorities_with_manager=len({ground.offices[pk] for pk in staffed}),
        municipalities=len(towns),
        municipalities_covered=len(covered),
        population=sum(town.population for town in towns),
        population_covered=sum(ground.places[pk].population for pk in covered),
        by_district=count_districts(ground, staffed, covered),
        dots=tuple(draw_dots(ground, staffed)),
    )


def count_districts(
    ground: Ground, staffed: set[int], covered: set[int]
) -> dict[str, DistrictCoverage]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for place in ground.places.values():
        tally = tallies[place.district_ars]
        tally.authorities += place.pk in staffed
        if place.kind in DISTRICTS:
            tally.name = place.name
            tally.own_manager |= place.pk in staffed
        if place.kind in MUNICIPAL:
            tally.population += place.population
            tally.covered += place.population if place.pk in covered else 0
    return {
        ars: DistrictCoverage(
            ars, tally.name, tally.own_manager, tally.authorities, tally.population, tally.covered
        )
        for ars, tally in sorted(tallies.items())
    }


def draw_dots(ground: Ground, staffed: set[int]) -> Iterable[Dot]:
    """Districts have no dot: they are the coloured shapes."""
    for pk in staffed:
        place = ground.places[pk]
        if place.kind == Kind.DISTRICT:
            continue
        seat = ground.places.get(place.administrator or -1, place)
        located = place if place.longitude is not None else seat
        yield Dot(place.ars, place.name, located.longitude, located.latitude)
