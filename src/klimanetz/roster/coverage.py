"""Which inhabitants live where a climate action manager works.

A position covers its authority and those it serves. An association's position covers the
members of the association, a district's the municipalities of the district, and that of a
municipality which administers an association for its members covers those members.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.models import Holding, Position

#: Only these count: an energy manager's town still has no climate action manager.
COVERING_ROLES = (Role.MANAGER, Role.COORDINATOR)

MUNICIPAL = frozenset({Kind.MUNICIPALITY.value, Kind.DISTRICT_FREE_CITY.value})


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


@dataclass(frozen=True, slots=True)
class Place:
    """What coverage needs to know of an authority."""

    pk: int
    ars: str
    name: str
    kind: str
    association: int | None
    administrator: int | None
    district_ars: str
    population: int
    longitude: float | None
    latitude: float | None


@dataclass(slots=True)
class Tally:
    """One district while it is being counted."""

    name: str = ""
    own_manager: bool = False
    authorities: int = 0
    population: int = 0
    covered: int = 0


@dataclass(slots=True)
class Ground:
    """The places of a Land, and which of them administer which others."""

    places: dict[int, Place]
    members: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        by_key = {place.ars: place.pk for place in self.places.values()}
        for place in self.places.values():
            if place.kind == Kind.MUNICIPALITY:
                self._add(place, by_key.get(place.district_ars))
                self._add(place, place.association)
                if place.association in self.places:
                    self._add(place, self.places[place.association].administrator)

    def _add(self, member: Place, of: int | None) -> None:
        if of is not None and of != member.pk:
            self.members[of].append(member.pk)

    def municipalities_of(self, authorities: Iterable[int]) -> set[int]:
        reached = set(authorities)
        for authority in authorities:
            reached.update(self.members.get(authority, ()))
        return {pk for pk in reached if self.places[pk].kind in MUNICIPAL}


def coverage(land: str = "", on: date | None = None) -> Coverage:
    """How far the network reaches in a Land (all of Germany where empty), in three queries."""
    ground = Ground(read_places(land, on))
    served = read_served()
    managers: set[int] = set()
    staffed: set[int] = set()
    for person, position, authority in read_posts(on):
        at = {authority, *served.get(position, ())} & ground.places.keys()
        staffed |= at
        if at:
            managers.add(person)
    return count(ground, managers, staffed)


def count(ground: Ground, managers: set[int], staffed: set[int]) -> Coverage:
    covered = ground.municipalities_of(staffed)
    towns = [place for place in ground.places.values() if place.kind in MUNICIPAL]
    return Coverage(
        managers=len(managers),
        authorities_with_manager=len(staffed),
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
        if place.kind in (Kind.DISTRICT, Kind.DISTRICT_FREE_CITY):
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


def read_places(land: str, on: date | None) -> dict[int, Place]:
    rows = (
        Authority.objects.valid(on)
        .filter(ars__startswith=land)
        .order_by("ars")
        .values_list(
            "pk", "ars", "name", "kind", "association_id", "administered_by_id", "district_ars",
            "population", "longitude", "latitude",
        )
    )  # fmt: skip
    return {row[0]: Place(*row[:7], row[7] or 0, *row[8:]) for row in rows}


def read_posts(on: date | None) -> Iterable[tuple[int, int, int]]:
    """Person, position and authority of every manager in post."""
    return (
        Holding.objects.valid(on)
        .filter(position__kind__in=COVERING_ROLES)
        .order_by("pk")
        .values_list("person_id", "position_id", "position__authority_id")
    )


def read_served() -> dict[int, list[int]]:
    served = defaultdict(list)
    rows = Position.serves.through.objects.values_list("position_id", "authority_id")
    for position, authority in rows.order_by("pk"):
        served[position].append(authority)
    return served
