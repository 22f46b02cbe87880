"""What an issue of the official register says, whichever format it came in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from klimanetz.core.refusal import Refused
from klimanetz.places.kinds import (
    ADMINISTERED_BY_MEMBER,
    CITIES,
    UNASSOCIATED,
    UNINCORPORATED,
    Kind,
    ags_of,
    association_key,
    kind_of,
    split_name,
)

DISTRICT: Final = "40"
ASSOCIATION: Final = "50"
MUNICIPALITY: Final = "60"
DISTRICT_FREE: Final = frozenset({"41", "42"})
LENGTHS: Final = {DISTRICT: 5, ASSOCIATION: 9, MUNICIPALITY: 12}


class UnreadableFile(Refused):
    """A file that cannot be what it should be; says where, so that a person can look."""


@dataclass(frozen=True, slots=True)
class Facts:
    """None: the source does not say."""

    population: int | None = None
    area_km2: Decimal | None = None
    postcode: str = ""
    longitude: float | None = None
    latitude: float | None = None


NOTHING: Final = Facts()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a source: a district (40), an association (50) or a municipality (60)."""

    where: str
    level: str
    key: str
    kind_code: str
    name: str
    facts: Facts = NOTHING


@dataclass(frozen=True, slots=True)
class Entry:
    """One authority as the issue states it."""

    ars: str
    kind_code: str
    official_name: str
    facts: Facts
    administered_by: str = ""

    @property
    def kind(self) -> Kind:
        return kind_of(self.ars, self.kind_code)

    @property
    def name(self) -> str:
        return split_name(self.official_name, self.kind, self.kind_code)

    @property
    def ags(self) -> str:
        return ags_of(self.ars)

    @property
    def identity(self) -> str:
        return self.ags or self.ars

    @property
    def district(self) -> str:
        """The key of the district above it; a city that is its own district has none."""
        return self.ars[:5] if self.kind in (Kind.MUNICIPALITY, Kind.ASSOCIATION) else ""

    @property
    def association(self) -> str:
        return association_key(self.ars)


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of the register. `stated` names the fields its format knows at all."""

    status_on: date
    credit: str
    stated: frozenset[str]
    lands: Mapping[str, str]
    entries: tuple[Entry, ...]
    #: Keys of areas outside any municipality, which are no authorities.
    unincorporated: tuple[str, ...] = ()
    population_on: date | None = None
    census_basis: str = ""
    area_on: date | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Territory:
    """The lines of an issue, sorted by level and checked against each other."""

    districts: dict[str, Row] = field(default_factory=dict)
    associations: dict[str, Row] = field(default_factory=dict)
    municipalities: dict[str, Row] = field(default_factory=dict)
    members: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: Row) -> None:
        check_key(row)
        known = {
            DISTRICT: self.districts,
            ASSOCIATION: self.associations,
            MUNICIPALITY: self.municipalities,
        }[row.level]
        if row.key in known:
            twin = known[row.key]
            raise UnreadableFile(
                f"{row.where}: Der Schlüssel {row.key} ({row.name}) steht schon einmal da, "
                f"für {twin.name} ({twin.where})."
            )
        known[row.key] = row
        if row.level == MUNICIPALITY:
            self.members[row.key[:5]].append(row)
            self.members[row.key[:9]].append(row)

    def check(self) -> None:
        for row in self.municipalities.values():
            if row.kind_code in UNINCORPORATED:
                continue
            if row.key[:5] not in self.districts:
                raise missing(row, "der Kreis", row.key[:5])
            if row.key[:9] not in self.associations:
                raise missing(row, "der Gemeindeverband", row.key[:9])
        for row in (*self.districts.values(), *self.associations.values()):
            if row.key not in self.members:
                raise UnreadableFile(
                    f"{row.where}: Zu {row.name} ({row.key}) fehlen die Gemeinden; "
                    "die Datei ist wohl abgeschnitten."
                )


def check_key(row: Row) -> None:
    if not (row.key.isascii() and row.key.isdigit() and len(row.key) == LENGTHS[row.level]):
        raise UnreadableFile(
            f"{row.where}: „{row.key}“ ist kein Schlüssel mit {LENGTHS[row.level]} Ziffern."
        )
    if not row.name or len(row.name) > 120 or "Ã" in row.name or "\ufffd" in row.name:
        raise UnreadableFile(
            f"{row.where}: „{row.name[:60]}“ ist kein lesbarer Name; vielleicht falsch kodiert."
        )


def missing(row: Row, what: str, key: str) -> UnreadableFile:
    return UnreadableFile(
        f"{row.where}: Zu {row.name} fehlt {what} {key}; er steht nicht in der Datei."
    )


def assemble(rows: Iterable[Row]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The authorities of an issue, and the keys of the unincorporated areas passed over.

    Cities that are their own district stand once, municipalities without association have none.
    """
    territory = Territory()
    for row in rows:
        territory.add(row)
    territory.check()
    entries = [
        Entry(row.key, row.kind_code, row.name, total(territory.members[row.key]))
        for row in territory.districts.values()
        if row.kind_code not in DISTRICT_FREE
    ]
    entries += [
        join(row, territory.members[row.key])
        for row in territory.associations.values()
        if row.kind_code != UNASSOCIATED
    ]
    places = territory.municipalities.values()
    towns = [row for row in places if row.kind_code not in UNINCORPORATED]
    entries += [Entry(row.key, row.kind_code, row.name, row.facts) for row in towns]
    check_cities(territory, towns)
    return tuple(entries), tuple(row.key for row in places if row.kind_code in UNINCORPORATED)


def check_cities(territory: Territory, towns: Iterable[Row]) -> None:
    """A city is its own district in both of its lines, or in none."""
    for row in towns:
        district = territory.districts[row.key[:5]]
        if (row.kind_code in CITIES) != (district.kind_code in DISTRICT_FREE):
            raise UnreadableFile(
                f"{row.where}: {row.name} hat das Textkennzeichen {row.kind_code}, "
                f"der Kreis {district.name} ({district.where}) aber {district.kind_code}."
            )


def join(row: Row, members: list[Row]) -> Entry:
    if row.kind_code != ADMINISTERED_BY_MEMBER:
        return Entry(row.key, row.kind_code, row.name, total(members))
    seat = administering(row, members)
    facts = total(members)
    return Entry(
        row.key,
        row.kind_code,
        row.name,
        Facts(
            facts.population,
            facts.area_km2,
            seat.facts.postcode,
            seat.facts.longitude,
            seat.facts.latitude,
        ),
        administered_by=seat.key,
    )


def administering(row: Row, members: list[Row]) -> Row:
    """The member whose office serves the others: it gives the association its name."""
    name = split_name(row.name, Kind.ASSOCIATION, row.kind_code)
    for member in members:
        if split_name(member.name, Kind.MUNICIPALITY, member.kind_code) == name:
            return member
    return max(members, key=lambda member: member.facts.population or 0)


def total(members: Iterable[Row]) -> Facts:
    """Sums of the members; the point is the centre of their inhabitants."""
    facts = [member.facts for member in members]
    people = [fact.population for fact in facts if fact.population is not None]
    areas = [fact.area_km2 for fact in facts if fact.area_km2 is not None]
    longitude, latitude = centre(facts)
    return Facts(
        population=sum(people) if people else None,
        area_km2=sum(areas, Decimal(0)) if areas else None,
        longitude=longitude,
        latitude=latitude,
    )


def centre(facts: Iterable[Facts]) -> tuple[float | None, float | None]:
    weights = [
        (fact.longitude, fact.latitude, fact.population)
        for fact in facts
        if fact.longitude is not None and fact.latitude is not None and fact.population
    ]
    people = sum(weight for _, _, weight in weights)
    if not people:
        return None, None
    return (
        round(sum(longitude * weight for longitude, _, weight in weights) / people, 6),
        round(sum(latitude * weight for _, latitude, weight in weights) / people, 6),
    )
