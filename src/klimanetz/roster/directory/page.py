"""The page of one member: what they offer, and the facts of the authority they work for."""

from collections.abc import Sequence
from dataclasses import dataclass

from klimanetz.people.models import Field, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.places.similarity import compare, size_class
from klimanetz.roster.directory.likeness import say_why
from klimanetz.roster.directory.models import Entry, FieldOfAction
from klimanetz.roster.directory.sight import face_of, fields_shown, profile_of
from klimanetz.roster.models import Holding


@dataclass(frozen=True, slots=True)
class Place:
    """An authority somebody works for, and why it may be worth asking there."""

    authority: Authority
    size: str
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the viewer may see of somebody; the rest is empty."""

    person: Person
    roles: Sequence[str]
    places: Sequence[Place]
    face: str
    offers: Sequence[tuple[str, str]]
    fields: Sequence[FieldOfAction]
    languages: str
    days: str
    email: str
    phone: str


def open_page(person: Person, viewer: Person, mine: Authority | None) -> Page:
    """Four queries, where the person came with profile and portrait."""
    shown = {name for _pk, name in fields_shown([person], viewer)}
    profile = profile_of(person)
    open_profile = profile if Field.PROFILE in shown else None
    return Page(
        person=person,
        roles=[str(role.label) for role in Role if role in person.roles],
        places=[describe(place, mine) for place in find_places(person)],
        face=face_of(person, {(person.pk, name) for name in shown}, "gross"),
        offers=open_profile.offers if open_profile else (),
        fields=list(open_profile.fields_of_action.all()) if open_profile else (),
        languages=profile.languages if profile and Field.LANGUAGES in shown else "",
        days=profile.days if profile and Field.WORKING_DAYS in shown else "",
        email=person.email if Field.EMAIL in shown else "",
        phone=person.phone if Field.PHONE in shown else "",
    )


def find_places(person: Person) -> list[Authority]:
    """Where somebody works today, the first post first; one query."""
    posts = (
        Holding.objects.valid()
        .filter(person=person)
        .select_related("position__authority__parent", "position__authority__association")
        .order_by("starts", "pk")
    )
    return list(dict.fromkeys(post.position.authority for post in posts))


def describe(place: Authority, mine: Authority | None) -> Place:
    why = say_why(mine, place, compare(mine, place)) if mine else ""
    return Place(place, str(size_class(place).label), why)


def find_mine(viewer: Person) -> Entry | None:
    """The viewer's own line of the index: from where they look at the others; one query."""
    return (
        Entry.objects.filter(person=viewer)
        .select_related("authority")
        .defer("members", "organisers")
        .first()
    )
