"""What everyone may read of the roster: authority and role; more only with consent."""

from collections import defaultdict
from dataclasses import dataclass

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding, ValidQuerySet


@dataclass(frozen=True, slots=True)
class PublicPosition:
    """A filled position; `name`, `email` and `phone` are empty without a standing consent.

    `person` is for looking up what else they show, not for showing.
    """

    person: int
    authority_id: int
    ars: str
    authority: str
    authority_kind: str
    kind: Role
    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class PublicDistrict:
    """`ars` are five digits; `key` is that of its own row in the register: a city has twelve."""

    ars: str
    key: str
    name: str
    positions: tuple[PublicPosition, ...]


def public_listing(land: str = "") -> list[PublicDistrict]:
    """Every district of a Land by name, those without a position too; three queries."""
    positions = read_positions(land)
    districts = (
        Authority.objects.valid()
        .districts()
        .filter(ars__startswith=land)
        .values_list("district_ars", "ars", "name")
        .order_by("name", "ars")
    )
    return [
        PublicDistrict(ars, key, name, tuple(positions.get(ars, ())))
        for ars, key, name in districts
    ]


def public_positions(authority: Authority) -> list[PublicPosition]:
    """The filled positions at one authority; two queries."""
    positions = read_positions(authority.ars)
    return [row for row in positions[authority.district_ars] if row.authority_id == authority.pk]


def positions_of(person: Person) -> list[PublicPosition]:
    """One person as everyone sees them; two queries."""
    listed = list_positions(Holding.objects.filter(person=person))
    return [row for rows in listed.values() for row in rows]


def read_positions(key: str) -> dict[str, list[PublicPosition]]:
    """The filled positions of a district's, Land's or authority's key, by district; two queries."""
    return list_positions(Holding.objects.filter(position__authority__ars__startswith=key))


def list_positions(holdings: ValidQuerySet[Holding]) -> dict[str, list[PublicPosition]]:
    rows = (
        holdings.valid()
        .order_by("position__authority__name", "position__authority__ars", "position__kind", "pk")
        .values_list(
            "position__authority__district_ars", "position__authority_id",
            "position__authority__ars", "position__authority__name", "position__authority__kind",
            "position__kind", "person_id", "person__title", "person__first_name",
            "person__last_name", "person__email", "person__phone",
        )
    )  # fmt: skip
    holders = {person for *_place, person, _title, _first, _last, _email, _phone in rows}
    shown = Consent.objects.filter(person__in=holders).reaching(Audience.PUBLIC).shown()
    found: dict[str, list[PublicPosition]] = defaultdict(list)
    for district, pk, ars, authority, kind, role, person, *names, email, phone in rows:
        name = " ".join(part for part in names if part)
        found[district].append(
            PublicPosition(
                person,
                pk,
                ars,
                authority,
                kind,
                Role(role),
                name if (person, Field.NAME) in shown else "",
                email if (person, Field.EMAIL) in shown else "",
                phone if (person, Field.PHONE) in shown else "",
            )
        )
    return found
