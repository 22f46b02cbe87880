"""Whom a member brings is known by the address of their invitation, wherever they read mail."""

from klimanetz.core.readdressing import at_new_address
from klimanetz.features.meetings.company.models import Companion
from klimanetz.features.meetings.models import Invitation
from klimanetz.people.models import Person


@at_new_address
def follow(person: Person, old: str) -> None:
    """Who was asked for by both addresses stays two."""
    meetings = Invitation.objects.filter(person=person).values("meeting")
    asked = Companion.objects.filter(email__iexact=old, host__meeting__in=meetings)
    twice = Companion.objects.filter(email__iexact=person.email).values("host")
    asked.exclude(host__in=twice).update(email=person.email)
