"""Whom one may call: organisers who agreed to be named."""

from dataclasses import dataclass

from klimanetz.people.models import Consent, Person, Purpose
from klimanetz.people.roles import Role


@dataclass(frozen=True, slots=True)
class Contact:
    """A named organiser; `email` and `phone` are empty without a consent of their own."""

    name: str
    initials: str
    email: str
    phone: str


def public_contacts() -> list[Contact]:
    """In two queries; empty where nobody agreed, then the operator itself is the contact."""
    people = list(Person.objects.filter(is_active=True).with_role(Role.ORGANISER))
    consents = set(
        Consent.objects.standing().filter(person__in=people).values_list("person_id", "purpose")
    )
    return [
        read_contact(person, (person.pk, Purpose.PUBLIC_CONTACT) in consents)
        for person in people
        if (person.pk, Purpose.PUBLIC_NAME) in consents
    ]


def read_contact(person: Person, with_address: bool) -> Contact:
    return Contact(
        person.full_name,
        person.initials,
        person.email if with_address else "",
        person.phone if with_address else "",
    )
