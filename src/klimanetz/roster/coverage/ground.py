"""The places of one day: who administers whom, and who lies over whom.

An administration is an office: a district, a city, an association with an office of its own, a
municipality without association, and one whose office is that of its association. A member of an
association is served by that office.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from klimanetz.places.kinds import Kind
from klimanetz.places.models import Authority

MUNICIPAL = frozenset({Kind.MUNICIPALITY.value, Kind.DISTRICT_FREE_CITY.value})
DISTRICTS = frozenset({Kind.DISTRICT.value, Kind.DISTRICT_FREE_CITY.value})


@dataclass(frozen=True, slots=True)
class Place:
    """What coverage needs to know of an authority."""

    pk: int
    ars: str
    name: str
    kind: str
    kind_code: str
    association: int | None
    administrator: int | None
    district_ars: str
    population: int
    longitude: float | None
    latitude: float | None
    valid_from: date | None
    valid_to: date | None

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(slots=True)
class Ground:
    """`offices` leads from each place to the place whose office is its administration."""

    places: dict[int, Place]
    districts: dict[str, int] = field(default_factory=dict)
    offices: dict[int, int] = field(default_factory=dict)
    parts: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for place in self.places.values():
            if place.kind in DISTRICTS:
                self.districts[place.district_ars] = place.pk
            self.offices[place.pk] = office = self.office_of(place).pk
            self.parts[office].append(place)

    def office_of(self, place: Place) -> Place:
        """A relation to what does not exist on this day counts as none."""
        if place.kind == Kind.MUNICIPALITY and place.association is not None:
            association = self.places.get(place.association)
            return self.office_of(association) if association else place
        return self.places.get(place.administrator or 0, place)

    def own(self, place: Place) -> Iterable[int]:
        """Where its own posts stand: itself, and the association whose office it is."""
        if self.offices[place.pk] != place.pk or place.kind not in MUNICIPAL:
            return (place.pk,)
        associations = (p.pk for p in self.parts[place.pk] if p.kind == Kind.ASSOCIATION)
        return (place.pk, *associations)

    def around(self, place: Place) -> Iterable[int]:
        """The association of a member, and the office of that."""
        if place.association in self.places and place.kind == Kind.MUNICIPALITY:
            yield place.association
            if self.offices[place.pk] != place.pk:
                yield self.offices[place.pk]

    def above(self, place: Place) -> Iterable[int]:
        """Whose posts also cover it: association, office of the association, district."""
        yield from self.around(place)
        district = self.districts.get(place.district_ars)
        if district is not None and district != place.pk:
            yield district


def read_places(land: str) -> list[Place]:
    """Those that have ended, too; one query."""
    rows = (
        Authority.objects.filter(ars__startswith=land)
        .order_by("ars", "pk")
        .values_list(
            "pk", "ars", "name", "kind", "kind_code", "association_id", "administered_by_id",
            "district_ars", "population", "longitude", "latitude", "valid_from", "valid_to",
        )
    )  # fmt: skip
    return [Place(*row[:8], row[8] or 0, *row[9:]) for row in rows]
