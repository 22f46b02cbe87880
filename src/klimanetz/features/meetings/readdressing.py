"""Who reads mail elsewhere hears of their meetings there, until the minutes are released.

Afterwards a list of a past meeting stays as it was.
"""

from klimanetz.core.readdressing import at_new_address
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, State
from klimanetz.people.models import Person

DONE = (State.PUBLISHED, State.CANCELLED)


@at_new_address
def follow(person: Person, old: str) -> None:
    """Whose new address is invited beside them already keeps the old one in that list."""
    meetings = Meeting.objects.exclude(state__in=DONE)
    taken = Invitation.objects.filter(email__iexact=person.email).exclude(person=person)
    Invitation.objects.filter(person=person, email__iexact=old, meeting__in=meetings).exclude(
        meeting__in=taken.values("meeting")
    ).update(email=person.email)
    Attendance.objects.filter(
        invitation__person=person, email__iexact=old, meeting__in=meetings
    ).update(email=person.email)


@at_new_address
def claim(person: Person, _old: str) -> None:
    """Who was asked as a guest by that address finds it on their pages and in their calendar."""
    known = Invitation.objects.filter(person=person).values("meeting")
    guests = Invitation.objects.filter(person=None, email__iexact=person.email)
    guests.exclude(meeting__in=known).exclude(meeting__state__in=DONE).update(person=person)
