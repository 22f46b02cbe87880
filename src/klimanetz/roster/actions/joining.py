"""Somebody new in the network, at once with role and position."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.models import Authority
from klimanetz.roster.actions.people import add_person
from klimanetz.roster.actions.positions import fill_position, open_position
from klimanetz.roster.models import Position, PositionState


@transaction.atomic
def welcome(
    *,
    email: str,
    role: str,
    since: date | None,
    place: Authority | None,
    actor: object,
    **fields: object,
) -> Person:
    """With a place and a role that works there, a vacant position is filled or one is opened."""
    person = add_person(email, Role(role), since=since, actor=actor, **fields)
    if place is not None and role in POSITION_ROLES:
        place_person(person, Role(role), place, since=since, actor=actor)
    return person


@transaction.atomic
def place_person(
    person: Person, kind: Role, place: Authority, *, since: date | None, actor: object
) -> Position:
    """A vacant position of this kind is filled, else one is opened. Who has one there keeps it."""
    has = find_held(person, place, kind)
    if has is not None:
        return has
    position = find_vacancy(place, kind) or open_position(
        place, kind=kind, starts=since, serves=[], actor=actor
    )
    fill_position(position, person, since=since, actor=actor)
    return position


def find_held(person: Person, place: Authority, kind: Role) -> Position | None:
    """Also one that begins later: it is entered before they come."""
    lasting = Q(holdings__ends__isnull=True) | Q(holdings__ends__gte=timezone.localdate())
    theirs = place.positions.filter(lasting, kind=kind, holdings__person=person)
    return theirs.exclude(state=PositionState.ENDED).first()


def find_vacancy(place: Authority, kind: Role) -> Position | None:
    return place.positions.filter(
        kind=kind, state__in=(PositionState.VACANT, PositionState.PLANNED)
    ).first()
