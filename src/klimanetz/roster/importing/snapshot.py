"""What the database knows about the people and places of a list, read in six queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.importing.entries import Entry
from klimanetz.roster.models import FundingPeriod, Holding, Membership, Position, PositionState


@dataclass(slots=True, eq=False)
class KnownPeriod:
    pk: int
    programme: str
    starts: date | None
    ends: date | None


@dataclass(slots=True, eq=False)
class KnownPosition:
    pk: int
    authority: int
    authority_name: str
    kind: Role
    state: str
    share: Decimal
    permanent: bool
    starts: date | None
    ends: date | None
    serves: set[int] = field(default_factory=set)
    periods: list[KnownPeriod] = field(default_factory=list)
    holdings: "list[KnownHolding]" = field(default_factory=list)


@dataclass(slots=True, eq=False)
class KnownHolding:
    """Somebody in post today or from a day to come."""

    pk: int
    position: KnownPosition
    person: int
    starts: date | None
    ends: date | None
    name: str
    email: str


@dataclass(slots=True, eq=False)
class KnownPerson:
    pk: int
    email: str
    title: str
    first_name: str
    last_name: str
    phone: str
    organisation: str
    memberships: dict[Role, tuple[int, date | None, date | None]] = field(default_factory=dict)
    holdings: list[KnownHolding] = field(default_factory=list)


@dataclass(slots=True)
class Snapshot:
    people: dict[str, KnownPerson]
    by_authority: dict[int, list[KnownPosition]]

    def person(self, email: str) -> KnownPerson | None:
        return self.people.get(email)

    def positions_at(self, authority: int | None) -> list[KnownPosition]:
        return self.by_authority.get(authority, []) if authority else []


def not_over() -> Q:
    return Q(ends__isnull=True) | Q(ends__gte=timezone.localdate())


def take_snapshot(entries: Collection[Entry]) -> Snapshot:
    """Everyone at one of the places counts too: their address may be what changed."""
    emails = {entry.email for entry in entries if entry.email}
    authorities = {entry.authority for entry in entries if entry.authority}
    positions = read_positions(emails, authorities)
    holdings = read_holdings(positions)
    holders = {holding.person for holding in holdings}
    people = read_people(emails, holders)
    for holding in holdings:
        if person := people.get(holding.email):
            person.holdings.append(holding)
    by_authority = defaultdict(list)
    for position in positions.values():
        by_authority[position.authority].append(position)
    return Snapshot(people, by_authority)


def read_positions(emails: set[str], authorities: set[int]) -> dict[int, KnownPosition]:
    held = Holding.objects.filter(not_over(), person__email__in=emails).values("position_id")
    rows = (
        Position.objects.exclude(state=PositionState.ENDED)
        .filter(Q(authority_id__in=authorities) | Q(pk__in=held))
        .order_by("pk")
        .values_list(
            "pk", "authority_id", "authority__name", "kind", "state", "share", "permanent",
            "starts", "ends",
        )
    )  # fmt: skip
    positions = {
        pk: KnownPosition(pk, authority, name, Role(kind), state, share, permanent, starts, ends)
        for pk, authority, name, kind, state, share, permanent, starts, ends in rows
    }
    read_served(positions)
    read_periods(positions)
    return positions


def read_served(positions: dict[int, KnownPosition]) -> None:
    served = Position.serves.through.objects.filter(position_id__in=positions)
    for position, authority in served.order_by("pk").values_list("position_id", "authority_id"):
        positions[position].serves.add(authority)


def read_periods(positions: dict[int, KnownPosition]) -> None:
    rows = FundingPeriod.objects.filter(position_id__in=positions).order_by("starts", "pk")
    values = rows.values_list("position_id", "pk", "programme", "starts", "ends")
    for position, pk, programme, starts, ends in values:
        positions[position].periods.append(KnownPeriod(pk, programme, starts, ends))


def read_holdings(positions: dict[int, KnownPosition]) -> list[KnownHolding]:
    rows = (
        Holding.objects.filter(not_over(), position_id__in=positions)
        .order_by("pk")
        .values_list(
            "pk", "position_id", "person_id", "starts", "ends", "person__first_name",
            "person__last_name", "person__email",
        )
    )  # fmt: skip
    holdings = []
    for pk, position, person, starts, ends, first_name, last_name, email in rows:
        name = f"{first_name} {last_name}".strip()
        holding = KnownHolding(pk, positions[position], person, starts, ends, name, email)
        holding.position.holdings.append(holding)
        holdings.append(holding)
    return holdings


def read_people(emails: set[str], holders: Iterable[int]) -> dict[str, KnownPerson]:
    rows = (
        Person.objects.filter(Q(email__in=emails) | Q(pk__in=set(holders)))
        .order_by("pk")
        .values_list(
            "pk",
            "email",
            "title",
            "first_name",
            "last_name",
            "phone",
            Coalesce("organisation__name", Value("")),
        )
    )
    people = {row[0]: KnownPerson(*row) for row in rows}
    memberships = Membership.objects.filter(not_over(), person_id__in=people).order_by("pk")
    values = memberships.values_list("person_id", "pk", "role", "starts", "ends")
    for person, pk, role, starts, ends in values:
        people[person].memberships[Role(role)] = (pk, starts, ends)
    return {person.email: person for person in people.values()}
