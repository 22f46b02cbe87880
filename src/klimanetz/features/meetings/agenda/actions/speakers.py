"""Telling who presents: once, and again where what they were told has changed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.agenda import mails
from klimanetz.features.meetings.agenda.actions.items import hold
from klimanetz.features.meetings.agenda.actions.releasing import hears_otherwise
from klimanetz.features.meetings.agenda.models import Talk
from klimanetz.features.meetings.agenda.presenting import address_of, digest_of
from klimanetz.features.meetings.models import AgendaItem, Meeting, State
from klimanetz.features.meetings.programme import Slot, lay_out
from klimanetz.mail.models import Manner
from klimanetz.people.models import Person


def is_told(slot: Slot) -> bool:
    talk = getattr(slot.item, "talk", None)
    return talk is not None and talk.told == digest_of(slot.item, slot.time)


def to_tell(slots: list[Slot]) -> list[Slot]:
    """Whose presenters do not know yet, or know something else."""
    return [slot for slot in slots if address_of(slot.item) and not is_told(slot)]


@transaction.atomic
def tell_speakers(meeting: Meeting, *, actor: object) -> int:
    """A mail to each who does not know yet, with the key of their page. Returns how many."""
    stored = hold(meeting)
    if stored.state == State.POSTPONED:
        raise Refused(_("Der neue Termin steht noch nicht fest."))
    rows = AgendaItem.objects.filter(meeting=stored).select_related("presenter", "talk")
    items = list(rows.order_by("position", "pk"))
    for item in items:
        item.meeting = stored
    slots = to_tell(list(lay_out(stored, items)))
    for slot in slots:
        tell(slot, actor=actor)
    if slots:
        record("tell_speakers", stored, actor=actor, number=len(slots))
    return len(slots)


def tell(slot: Slot, *, manner: Manner = Manner.PACED, actor: object) -> None:
    item = slot.item
    told = digest_of(item, slot.time)
    reader = mails.reader_of(item)
    again = hasattr(item, "talk")
    defaults = {
        "name": reader.name,
        "email": reader.email,
        "told": told,
        "told_at": timezone.now(),
    }
    talk, _new = Talk.objects.update_or_create(item=item, defaults=defaults)
    talk.item = item
    mails.speaker(talk, slot, again=again, manner=manner, actor=actor)


def tell_of_upheaval(meeting: Meeting, actor: object) -> None:
    """Who presents and is not invited hears nothing of a new day, or that there is none, but here.

    Who offered what they present hears of it with their contribution.
    """
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("presenter", "talk")
    items = list(rows.select_related("contribution__proposer").order_by("position", "pk"))
    invited = {
        email.lower()
        for email in meeting.invitations.all().standing().values_list("email", flat=True)
    }
    for slot in lay_out(meeting, items):
        slot.item.meeting = meeting
        talk = getattr(slot.item, "talk", None)
        if talk is not None and talk.email.lower() not in invited:
            talk.item = slot.item
            tell_one_of_upheaval(talk, slot, actor)


def tell_one_of_upheaval(talk: Talk, slot: Slot, actor: object) -> None:
    if slot.item.meeting.state == State.CANCELLED:
        if not hears_otherwise(slot.item, talk):
            mails.released(talk)
    elif slot.item.meeting.state == State.POSTPONED:
        mails.suspended(talk, actor=actor)
        Talk.objects.filter(pk=talk.pk).update(told="")
    elif not is_told(slot):
        tell(slot, manner=Manner.PROMPT, actor=actor)


@transaction.atomic
def claim(talk: Talk, *, actor: Person) -> None:
    """Whoever holds the key and has an account presents with it from now on."""
    item = AgendaItem.objects.select_for_update().get(pk=talk.item_id)
    if item.presenter_id == actor.pk:
        return
    if item.presenter_id is not None:
        raise Refused(_("Dieser Vortrag gehört schon zu einem anderen Konto."))
    item.presenter, item.presenter_email = actor, ""
    item.save(update_fields=["presenter", "presenter_email"])
    Talk.objects.filter(pk=talk.pk).update(email=actor.email)
    record("claim_talk", item, actor=actor)
