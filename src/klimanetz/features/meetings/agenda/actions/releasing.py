"""An item goes or changes hands: who was told hears of it, and a contribution is kept."""

from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.features.meetings.agenda import mails
from klimanetz.features.meetings.agenda.models import Contribution, Material, State, Talk
from klimanetz.features.meetings.agenda.presenting import address_of
from klimanetz.features.meetings.models import AgendaItem, Meeting


def release(item: AgendaItem, *, unless: AgendaItem | None = None) -> None:
    """Who was told to present `item` need not any more, unless it is still they."""
    talk = getattr(item, "talk", None)
    if talk is None or (unless is not None and address_of(unless) == talk.email):
        return
    talk.item = item
    if not hears_otherwise(item, talk):
        mails.released(talk)
    talk.delete()


def hears_otherwise(item: AgendaItem, talk: Talk) -> bool:
    """Who offered what they present reads in one mail that it is kept for later."""
    contribution = getattr(item, "contribution", None)
    proposer = contribution.proposer if contribution else None
    return proposer is not None and proposer.email == talk.email


def keep_contribution(item: AgendaItem, *, words: str, actor: object) -> None:
    """Back to the standing call, with what was handed in for it."""
    contribution = getattr(item, "contribution", None)
    if contribution is None:
        return
    Material.objects.filter(item=item).update(item=None, contribution=contribution)
    set_aside(contribution, words=words, off=item.meeting, actor=actor)


def set_aside(
    contribution: Contribution, *, actor: object, words: str = "", off: Meeting | None = None
) -> None:
    """Off the agenda of `off`, or not yet on one: it waits for a place, and the proposer knows."""
    contribution.item = None
    contribution.state, contribution.words = State.KEPT, words
    contribution.decided_at = timezone.now()
    contribution.save()
    record("keep_contribution", contribution, actor=actor)
    mails.kept(contribution, off=off, actor=actor)
