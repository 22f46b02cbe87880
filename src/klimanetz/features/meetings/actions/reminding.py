"""Reminders: on request, before the deadline, on the eve. Each reader gets each one once."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import mails, rules
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, State
from klimanetz.features.meetings.models.invitation import InvitationQuerySet
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.unheard import count_unheard, without_unheard

#: How long before the deadline those without answer are reminded.
BEFORE_DEADLINE = timedelta(days=7)
#: Who gets the mail on the eve, and from which hour on.
EVE_REPLIES = (Reply.ON_SITE, Reply.ONLINE, Reply.DEPUTY, Reply.WAITING, Reply.WAITING_ONLINE)
EVE_HOUR = time(7)


@transaction.atomic
def remind(meeting: Meeting, *, actor: object) -> int:
    """Ask everyone without answer once more, nobody twice within a day; returns how many.

    Refused where nobody is left to remind, with the reason (all answered; all asked today).
    """
    meeting = lock(meeting.pk)
    require(rules.can_remind(meeting))
    invited = meeting.invitations.all()
    if not invited.unanswered().exists():
        raise Refused(_("Alle haben geantwortet."))
    due, occasion = invited.remindable(), Occasion(meeting, actor)
    number = _write(due, occasion, mails.reminder, reminded_at=timezone.now())
    if not number and count_unheard(meeting):
        raise Refused(_("Die Einladungen warten noch unter „Post“. Bitte geben Sie sie dort frei."))
    if not number:
        raise Refused(_("Wer noch fehlt, wurde in den letzten 24 Stunden schon gefragt."))
    record("remind", meeting, actor=actor, number=number)
    return number


def _write(
    due: InvitationQuerySet,
    occasion: Occasion,
    mail: Callable[[Occasion, Sequence[Invitation]], int],
    **marks: datetime,
) -> int:
    """Mail to everyone who is due and mark them, so that they are not due any more."""
    readers, _unheard = without_unheard(occasion.meeting, due)
    if not readers:
        return 0
    Invitation.objects.filter(pk__in=[one.pk for one in readers]).update(**marks)
    return mail(occasion, readers)


def due_before_deadline(now: datetime) -> InvitationQuerySet:
    """Invitations without answer a week before the deadline, or later if nobody worked then.

    Who was asked within a day, by the invitation itself or on request, is left for tomorrow.
    """
    return (
        Invitation.objects.answerable()
        .remindable()
        .filter(meeting__answer_by__lte=now + BEFORE_DEADLINE, deadline_reminded_at=None)
    )


@transaction.atomic
def remind_before_deadline(meeting: Meeting) -> int:
    """The one reminder that comes by itself; returns how many mails that made."""
    meeting = lock(meeting.pk)
    now = timezone.now()
    due = due_before_deadline(now).filter(meeting=meeting)
    occasion = Occasion(meeting, key=f"meeting:{meeting.pk}:deadline:{meeting.sequence}")
    marks = {"reminded_at": now, "deadline_reminded_at": now}
    return _write(due, occasion, mails.reminder, **marks)


def eve_of(meeting: Meeting) -> datetime:
    """When the day before begins, on the clock on the wall."""
    day = timezone.localdate(meeting.starts_at) - timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, EVE_HOUR))


def due_on_eve(meeting: Meeting, now: datetime) -> InvitationQuerySet:
    """Who takes part or waits, from the eve until it begins; later answers were told by then."""
    eve = eve_of(meeting)
    standing = Invitation.objects.standing().filter(meeting=meeting)
    if meeting.state != State.INVITED or not eve <= now < meeting.starts_at:
        return standing.none()
    return standing.filter(reply__in=EVE_REPLIES, replied_at__lt=eve, eve_reminded_at=None)


@transaction.atomic
def remind_on_eve(meeting: Meeting) -> int:
    """Every practical fact the day before; returns how many mails that made."""
    meeting = lock(meeting.pk)
    now = timezone.now()
    occasion = Occasion(meeting, key=f"meeting:{meeting.pk}:eve:{meeting.sequence}")
    return _write(due_on_eve(meeting, now), occasion, mails.eve, eve_reminded_at=now)
