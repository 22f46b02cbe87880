"""Joining: whoever comes in by their link is there from then on."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from klimanetz.features.meetings.actions.attending import Decision, note
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, Mode
from klimanetz.features.meetings.video import rules
from klimanetz.features.meetings.video.guests import Guest
from klimanetz.features.meetings.video.rooms import find_room

#: So long a browser may take from our page into the conference.
ON_THE_WAY = timedelta(minutes=3)


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


@transaction.atomic
def note_departures(meeting: Meeting, inside: Collection[str]) -> int:
    """Of those who joined, who is not `inside` has left, and who is back has not."""
    lock(meeting.pk)
    now, changed = timezone.now(), 0
    joined = Attendance.objects.present().filter(
        meeting=meeting, via=Attendance.Via.ONLINE, came_at__lt=now - ON_THE_WAY
    )
    for one in joined.order_by("pk"):
        left = None if f"i{one.invitation_id}" in inside else one.left_at or now
        if left != one.left_at:
            one.left_at = left
            one.save(update_fields=["left_at"])
            changed += 1
    return changed
