"""Telling invited people what changed: once, a minute after the last edit."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from klimanetz.core.audit import SYSTEM, name_subject, record
from klimanetz.features.meetings import mails
from klimanetz.features.meetings.actions.locking import lock
from klimanetz.features.meetings.changes import snapshot
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.unheard import invite_anew, part_unheard
from klimanetz.mail.manners import BREATH
from klimanetz.mail.models import Letter

#: Edits within this time of each other become one mail.
COLLECTED_FOR = timedelta(seconds=60)


@transaction.atomic
def announce_changes(meeting: Meeting) -> int:
    """Send the collected changes if they are due; returns the number of mails.

    Whoever comes second finds nothing due: two workers send once.
    """
    meeting = lock(meeting.pk)
    if meeting.update_due_at is None or meeting.update_due_at > timezone.now():
        return 0
    if (later := next_breath(meeting)) > timezone.now():
        meeting.update_due_at = later
        meeting.save(update_fields=["update_due_at"])
        return 0
    return announce(meeting)


def next_breath(meeting: Meeting) -> datetime:
    """What changes within an hour of the last such mail is collected for the next one."""
    told = Letter.objects.filter(about=name_subject(meeting), purpose="meetings.update")
    last = told.aggregate(at=Max("created_at"))["at"]
    return last + BREATH if last else timezone.now()


def announce(meeting: Meeting) -> int:
    """Send what is collected, due or not; the meeting is held already."""
    if meeting.update_due_at is None:
        return 0
    number = 0
    if meeting.state == State.INVITED:
        occasion = Occasion(meeting, key=f"meeting:{meeting.pk}:update:{meeting.sequence}")
        told, unheard = part_unheard(meeting, meeting.invitations.all().standing())
        invite_anew(meeting, unheard, actor=SYSTEM)
        number = mails.update(occasion, told)
        record("announce_changes", meeting, number=number)
    settle(meeting)
    meeting.save(update_fields=["update_due_at", "announced"])
    return number


def settle(meeting: Meeting) -> None:
    """Everything is told: nothing is collected any more. Saved by the caller."""
    meeting.update_due_at = None
    meeting.announced = snapshot(meeting)
