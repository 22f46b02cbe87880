"""Plan, change, postpone, cancel, hold: what the organisers do to a meeting itself."""

from datetime import datetime

from klimanetz.features.meetings.models import Meeting


def plan(meeting: Meeting, *, actor: object) -> Meeting:
    """Save a new meeting (an unsaved one, e.g. `form.save(commit=False)`).

    Gives it its slug (`2027-03-netzwerktreffen`, once and for ever) and its calendar uid.
    """
    raise NotImplementedError((meeting, actor))


def change(meeting: Meeting, *, actor: object) -> Meeting:
    """Save the edited fields of `meeting`.

    Nobody invited yet: nothing more. Otherwise the sequence rises and one mail goes out a minute
    after the last edit, saying what changed from what to what. Answers that are not offered any
    more (another mode) are open again. More seats go to the waiting list at once. A new day is
    refused where people are invited: it asks everyone anew, which is `postpone`.
    """
    raise NotImplementedError((meeting, actor))


def announce_changes(meeting: Meeting, *, actor: object) -> int:
    """Send the collected changes now; returns the number of mails (0: nothing to tell)."""
    raise NotImplementedError((meeting, actor))


def postpone(
    meeting: Meeting,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    answer_by: datetime | None = None,
    reason: str = "",
    actor: object,
) -> Meeting:
    """Move the meeting to another date (all three times), or to one still unknown (none).

    Answers are open again, with their history kept. One mail to everyone invited: with a new
    date it asks anew with the updated calendar entry; without, the entry is withdrawn
    (METHOD:CANCEL) and a new date announced for later.
    """
    raise NotImplementedError((meeting, starts_at, ends_at, answer_by, reason, actor))


def cancel(meeting: Meeting, *, reason: str, actor: object) -> Meeting:
    """Call it off for good; one mail with METHOD:CANCEL and the reason to everyone invited."""
    raise NotImplementedError((meeting, reason, actor))


def hold(meeting: Meeting, *, actor: object) -> Meeting:
    """It took place."""
    raise NotImplementedError((meeting, actor))
