"""Small makers of rows for tests; invented people on real municipalities."""

from datetime import date

from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.models import Holding, Membership, Position

KIND_CODES = {
    Kind.MUNICIPALITY: "64",
    Kind.DISTRICT: "44",
    Kind.DISTRICT_FREE_CITY: "61",
    Kind.ASSOCIATION: "54",
}


def make_authority(ars: str, name: str, kind: Kind, **fields: object) -> Authority:
    ags = {12: ars[:5] + ars[9:], 5: ars, 9: ""}[len(ars)]
    defaults: dict[str, object] = {
        "official_name": name,
        "kind_code": KIND_CODES[kind],
        "population": 10_000,
        "area_km2": 50,
    }
    return Authority.objects.create(ars=ars, ags=ags, name=name, kind=kind, **(defaults | fields))


def make_person(first_name: str, last_name: str, *roles: Role, email: str = "") -> Person:
    email = email or f"{first_name}.{last_name}@kommune.example".lower()
    person: Person = Person.objects.create_user(email, first_name=first_name, last_name=last_name)
    for role in roles:
        Membership.objects.create(person=person, role=role, starts=date(2024, 1, 1))
    return person


def make_manager(first_name: str, last_name: str, authority: Authority) -> Person:
    """A manager in post: person, membership, filled position at `authority`, holding."""
    person = make_person(first_name, last_name, Role.MANAGER)
    position = Position.objects.create(authority=authority, starts=date(2024, 1, 1))
    Holding.objects.create(position=position, person=person, starts=date(2024, 1, 1))
    return person
