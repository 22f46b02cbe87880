"""Who does it: typed as a name, found among those whom the meeting knows, or as an address."""

from collections import Counter
from collections.abc import Iterator
from email.utils import parseaddr
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from klimanetz.features.meetings.models import Meeting
from klimanetz.people.models import Person


class Owner(NamedTuple):
    name: str
    email: str = ""
    person_id: int | None = None
    organisation: str = ""


def list_owners(meeting: Meeting) -> dict[str, Owner]:
    """Everyone whom the meeting knows, by what one types; namesakes with where they work."""
    known = {one.email.lower() or one.name: one for one in gather(meeting)}
    names = Counter(one.name for one in known.values())
    labels = (
        (f"{one.name}, {one.organisation}" if names[one.name] > 1 else one.name, one)
        for one in known.values()
    )
    return dict(sorted(labels))


def gather(meeting: Meeting) -> Iterator[Owner]:
    """The invited, their deputies, those who came, and the organisers. Three queries."""
    for one in meeting.attendances.present().filter(invitation=None):
        yield Owner(one.name, one.email, None, one.organisation)
    for invitation in meeting.invitations.all().standing():
        if invitation.deputy_name:
            yield Owner(
                invitation.deputy_name, invitation.deputy_email, None, invitation.organisation
            )
        yield Owner(
            invitation.name, invitation.email, invitation.person_id, invitation.organisation
        )
    for person in Person.objects.organisers():
        yield Owner(person.full_name, person.email, person.pk)


def find_owner(meeting: Meeting, typed: str) -> Owner:
    """A free name stays one: then nobody can be reminded."""
    typed = " ".join(typed.split())
    if not typed:
        return Owner("")
    if found := list_owners(meeting).get(typed):
        return found
    name, address = parseaddr(typed)
    if not is_address(address):
        return Owner(typed)
    person = Person.objects.with_email(address).first()
    if person is not None:
        return Owner(person.full_name, person.email, person.pk)
    return Owner(name or address, address.lower())


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
