"""An item goes or changes hands: who was told hears of it, and a contribution is kept."""

from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.features.meetings.agenda import mails
from klimanetz.features.meetings.agenda.models import Contribution, Material, State
from klimanetz.features.meetings.agenda.presenting import address_of
from klimanetz.features.meetings.models import AgendaItem


def release(item: AgendaItem, *, unless: AgendaItem | None = None) -> None:
    """Who was told to present `item` need not any more, unless it is still they."""
    talk = getattr(item, "talk", None)
    if talk is None or (unless is not None and address_of(unless) == talk.email):
        return
    talk.item = item
    mails.released(talk)
    talk.delete()


def keep_contribution(item: AgendaItem, *, words: str, actor: object) -> None:
    """Back to the standing call, with what was handed in for it."""
    contribution = getattr(item, "contribution", None)
    if contribution is None:
        return
    Material.objects.filter(item=item).update(item=None, contribution=contribution)
    set_aside(contribution, words=words, actor=actor)


def set_aside(contribution: Contribution, *, actor: object, words: str = "") -> None:
    """Off its agenda, or not yet on one: it waits for a place, and the proposer knows."""
    contribution.item = None
    contribution.state, contribution.words = State.KEPT, words
    contribution.decided_at = timezone.now()
    contribution.save()
    record("keep_contribution", contribution, actor=actor)
    mails.kept(contribution, actor=actor)
