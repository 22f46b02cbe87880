"""Postpone and cancel: what was announced does not take place as announced."""

from copy import copy
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_subject, record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import mails, rules
from klimanetz.features.meetings.actions.announcing import settle
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.actions.planning import require_order
from klimanetz.features.meetings.actions.reopening import reopen
from klimanetz.features.meetings.aftermath import follow
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.programme import write_programme
from klimanetz.features.meetings.schedule import move_deadline
from klimanetz.features.meetings.unheard import drop, invite_anew, part_unheard
from klimanetz.mail.manners import drop_waiting


@transaction.atomic
def postpone(
    meeting: Meeting,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    answer_by: datetime | None = None,
    reason: str = "",
    seen: str = "",
    actor: object,
) -> Meeting:
    """Move the meeting to another date, or (without `starts_at`) to one still unknown.

    Where they are not given, end and deadline move along. Answers are open again, with their
    history kept. One mail to everyone: it asks anew with the updated calendar entry, or takes
    the entry back (METHOD:CANCEL). Postponed to the date it has: nothing happens.
    `seen` is the `moment` of the meeting on the page: of two who move it the second is refused.
    """
    meeting = lock(meeting.pk)
    require(rules.can_postpone(meeting))
    if starts_at != meeting.starts_at:
        require(rules.was_shown(meeting, seen))
    before = copy(meeting)
    if starts_at is None:
        suspend(meeting)
    else:
        set_date(meeting, starts_at, ends_at, answer_by)
    if _same(before, meeting):
        return meeting
    _change_date(meeting, reason)
    record("postpone", meeting, actor=actor, to=starts_at and starts_at.isoformat(), reason=reason)
    _ask_anew(before, meeting, actor)
    return meeting


def _same(before: Meeting, meeting: Meeting) -> bool:
    names = ("state", "starts_at", "ends_at")
    return all(getattr(before, name) == getattr(meeting, name) for name in names)


def suspend(meeting: Meeting) -> None:
    if meeting.state != State.POSTPONED:
        meeting.become(State.POSTPONED)


def resume(meeting: Meeting) -> None:
    if meeting.state == State.POSTPONED:
        invited = meeting.invitations.all().standing().exists()
        meeting.become(State.INVITED if invited else State.PLANNED)


def set_date(
    meeting: Meeting, starts_at: datetime, ends_at: datetime | None, answer_by: datetime | None
) -> None:
    now = timezone.now()
    meeting.ends_at = ends_at or starts_at + (meeting.ends_at - meeting.starts_at)
    meeting.answer_by = answer_by or move_deadline(meeting, starts_at)
    meeting.starts_at = starts_at
    meeting.programme = write_programme(meeting)
    require_order(meeting)
    if starts_at <= now:
        raise Refused(_("Der neue Termin liegt in der Vergangenheit."))
    if meeting.answer_by <= now:
        raise Refused(_("Bitte geben Sie eine neue Antwortfrist an."))
    resume(meeting)


def _change_date(meeting: Meeting, reason: str) -> None:
    """Save the new date (or that there is none); reminders start afresh."""
    meeting.reason = reason
    meeting.sequence += 1
    settle(meeting)
    meeting.save()
    meeting.invitations.update(
        reminded_at=timezone.now(), deadline_reminded_at=None, eve_reminded_at=None
    )
    changed_for_the_public()


def _ask_anew(before: Meeting, meeting: Meeting, actor: object) -> None:
    invitations = list(meeting.invitations.all().standing())
    deputised = [copy(one) for one in invitations if one.deputy_email]
    reopen(invitations, note=_("Treffen verschoben"))
    drop_waiting(name_subject(meeting))
    occasion = Occasion(meeting, actor, f"meeting:{meeting.pk}:postponed:{meeting.sequence}")
    mails.deputies_released(occasion, deputised, before=before, moved=True)
    told, unheard = part_unheard(meeting, invitations)
    if meeting.state == State.POSTPONED:
        drop(meeting, unheard)
        mails.postponed(occasion, told)
    else:
        invite_anew(meeting, unheard, actor=actor)
        mails.moved(occasion, told, before=before)
    follow(meeting, actor=actor)


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, actor: object) -> Meeting:
    """Call it off for good; one mail with METHOD:CANCEL and the reason to everyone invited."""
    meeting = lock(meeting.pk)
    if meeting.state == State.CANCELLED:
        return meeting
    require(rules.can_cancel(meeting))
    meeting.become(State.CANCELLED)
    meeting.reason = reason
    meeting.sequence += 1
    settle(meeting)
    meeting.save()
    record("cancel", meeting, actor=actor, reason=reason)
    changed_for_the_public()
    drop_waiting(name_subject(meeting))
    occasion = Occasion(meeting, actor, f"meeting:{meeting.pk}:cancelled")
    told, unheard = part_unheard(meeting, meeting.invitations.all().standing())
    drop(meeting, unheard)
    mails.cancellation(occasion, told)
    follow(meeting, actor=actor)
    return meeting
