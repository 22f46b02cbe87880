"""Who leaves the network comes to no meeting any more; their seats go to the first in line."""

from django.db.models import Q
from django.utils import timezone

from klimanetz.core.farewell import at_farewell
from klimanetz.features.meetings.actions import withdraw_invitation
from klimanetz.features.meetings.models import Invitation, State
from klimanetz.people.models import Person


@at_farewell
def take_back_invitations(person: Person, actor: object) -> None:
    """Also to a meeting that waits for its new date, though the old one has passed."""
    ahead = Q(
        meeting__state__in=(State.PLANNED, State.INVITED), meeting__starts_at__gt=timezone.now()
    )
    to_come = Invitation.objects.standing().filter(
        ahead | Q(meeting__state=State.POSTPONED), person=person
    )
    for invitation in to_come.order_by("meeting__starts_at", "pk"):
        withdraw_invitation(invitation, actor=actor)
