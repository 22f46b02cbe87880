"""Joining: whoever comes in by their link is there from then on."""

from django.db import transaction
from django.utils import timezone

from klimanetz.features.meetings.actions.attending import Decision, note
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.models import Attendance, Invitation, Mode
from klimanetz.features.meetings.video import rules
from klimanetz.features.meetings.video.guests import Guest
from klimanetz.features.meetings.video.rooms import find_room


def join(invitation: Invitation) -> str:
    """Note that they are there, and return where they get in.

    First the address: where the server does not answer nobody is there. Who is noted already, at
    the door or by joining before, stays noted as they were.
    """
    require(rules.can_join(invitation))
    meeting = invitation.meeting
    name = invitation.deputy_name or invitation.name
    room = find_room(meeting, until=rules.closes_at(meeting))
    address = room.address_for(Guest(name, f"i{invitation.pk}"))
    note_joined(invitation)
    return address


@transaction.atomic
def note_joined(invitation: Invitation) -> None:
    lock(invitation.meeting_id)
    fresh = Invitation.objects.select_related("meeting").get(pk=invitation.pk)
    require(rules.can_join(fresh))
    note(
        fresh,
        Decision(present=True, at=timezone.now(), via=Attendance.Via.ONLINE, mode=Mode.ONLINE),
    )
