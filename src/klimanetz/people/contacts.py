"""Whom one may call: organisers who agreed to be named."""

from dataclasses import dataclass

from klimanetz.people.models import Audience, Consent, Field, Person


@dataclass(frozen=True, slots=True)
class Contact:
    """A named organiser; `email` and `phone` are empty without a consent of their own."""

    name: str
    initials: str
    email: str
    phone: str


def public_contacts() -> list[Contact]:
    """In two queries; empty where nobody agreed, then the operator itself is the contact."""
    people = list(Person.objects.organisers())
    shown = Consent.objects.filter(person__in=people).reaching(Audience.PUBLIC).shown()
    return [
        Contact(
            person.full_name,
            person.initials,
            person.email if (person.pk, Field.EMAIL) in shown else "",
            person.phone if (person.pk, Field.PHONE) in shown else "",
        )
        for person in people
        if (person.pk, Field.NAME) in shown
    ]
