"""An organiser decides about a reply that waits."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions, rules
from klimanetz.features.meetings.models import Invitation, Reply, Source
from klimanetz.features.meetings.replies.actions.taking import shorten
from klimanetz.features.meetings.replies.models import CalendarReply, Word
from klimanetz.people.models import Person


@transaction.atomic
def take_as_answer(
    waiting: CalendarReply,
    invitation: Invitation,
    reply: Reply,
    *,
    actor: Person,
    deputy_name: str = "",
) -> Invitation:
    """Enter it as the answer of `invitation`, also after the deadline, and be done with it.

    Refused where somebody else was quicker, or where the meeting takes no answers any more.
    """
    waiting = hold_open(waiting)
    source = Source.CALENDAR if rules.can_answer(invitation) else Source.ORGANISER
    answered = actions.answer(
        invitation,
        reply,
        source=source,
        by=actor.full_name,
        note=shorten(waiting.comment),
        deputy_name=deputy_name,
        deputy_email=waiting.address if reply == Reply.DEPUTY and is_deputy(waiting) else "",
    )
    waiting.meeting_id, waiting.invitation = invitation.meeting_id, invitation
    close(waiting, actor)
    record("take_calendar_reply", invitation, actor=actor, address=waiting.address)
    return answered


def is_deputy(waiting: CalendarReply) -> bool:
    return waiting.word != Word.DELEGATED


@transaction.atomic
def finish(waiting: CalendarReply, *, actor: Person) -> None:
    """Nothing more is to be done. Twice is as good as once."""
    fresh = CalendarReply.objects.select_for_update().get(pk=waiting.pk)
    if fresh.is_waiting:
        close(fresh, actor)
        record("finish_calendar_reply", fresh, actor=actor)


def hold_open(waiting: CalendarReply) -> CalendarReply:
    fresh = CalendarReply.objects.select_for_update().get(pk=waiting.pk)
    if not fresh.is_waiting:
        raise Refused(_("Das hat schon jemand erledigt: %(name)s.") % {"name": fresh.done_by})
    return fresh


def close(waiting: CalendarReply, actor: Person) -> None:
    waiting.done_at, waiting.done_by = timezone.now(), actor.full_name
    waiting.save(update_fields=["meeting", "invitation", "done_at", "done_by"])
