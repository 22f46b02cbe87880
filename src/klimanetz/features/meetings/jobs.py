"""What is due by itself. Each asks first without holding anything, then acts on what it found."""

from datetime import timedelta

from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.actions.reminding import due_before_deadline, due_on_eve
from klimanetz.features.meetings.forgetting import forget_strangers
from klimanetz.features.meetings.models import LINES, Meeting, State


@due_job
def announce_collected_changes() -> int:
    due = Meeting.objects.filter(update_due_at__lte=timezone.now())
    return sum(actions.announce_changes(meeting) for meeting in due)


@due_job
def remind_of_deadlines() -> int:
    meetings = due_before_deadline(timezone.now()).order_by().values("meeting")
    due = Meeting.objects.filter(pk__in=meetings)
    return sum(actions.remind_before_deadline(meeting) for meeting in due)


@due_job
def remind_participants() -> int:
    now = timezone.now()
    near = Meeting.objects.filter(
        state=State.INVITED, starts_at__gt=now, starts_at__lte=now + timedelta(days=2)
    )
    due = [meeting for meeting in near if due_on_eve(meeting, now).exists()]
    return sum(actions.remind_on_eve(meeting) for meeting in due)


@due_job
def give_seats_left_over() -> int:
    """Seats are given the moment they get free; this catches what an edit by hand left over."""
    waiting = Meeting.objects.filter(
        state=State.INVITED,
        starts_at__gt=timezone.now(),
        invitations__reply__in=LINES.values(),
        invitations__withdrawn_at=None,
    ).distinct()
    return sum(
        actions.fill_free_seats(meeting)
        for meeting in waiting
        if any(meeting.free_seats(mode) != 0 for mode in LINES)
    )


@due_job
def forget_guests_and_deputies() -> int:
    return forget_strangers()
