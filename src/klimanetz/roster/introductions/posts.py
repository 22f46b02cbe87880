"""What a contact does where: with the name for members, without it for strangers."""

from dataclasses import dataclass

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.roster.introductions.models import Introduction
from klimanetz.roster.models import Holding


@dataclass(frozen=True, slots=True)
class Party:
    """One side as the other may know it before both have agreed; `name` may be empty."""

    name: str
    post: str


def say_post(person: Person) -> str:
    holding = (
        Holding.objects.valid()
        .filter(person=person)
        .select_related("position__authority")
        .order_by("starts", "pk")
        .first()
    )
    if holding is None:
        return ""
    position = holding.position
    return f"{position.get_kind_display()}, {position.authority.title}"


def asker_as_party(introduction: Introduction) -> Party:
    """Who asks has agreed that the contact reads name and municipality."""
    return Party(introduction.name, introduction.organisation)


def contact_as_party(introduction: Introduction, contact: Person) -> Party:
    """Members know each other by name; others learn it before only where it is public."""
    knows = introduction.asker_id is not None or is_public(contact)
    return Party(contact.full_name if knows else "", say_post(contact))


def is_public(person: Person) -> bool:
    shown = Consent.objects.reaching(Audience.PUBLIC)
    return bool(shown.filter(person=person, field=Field.NAME).exists())
