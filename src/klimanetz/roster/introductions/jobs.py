"""What is due by itself with introductions."""

from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.roster.introductions import actions
from klimanetz.roster.introductions.forgetting import blank
from klimanetz.roster.introductions.models import (
    CONFIRMED_WITHIN,
    KEPT_FOR_STRANGERS,
    Introduction,
    Proposal,
    State,
)


@due_job
def remind_of_introductions() -> int:
    return sum(actions.remind(proposal) for proposal in Proposal.objects.to_remind())


@due_job
def forget_unconfirmed_introductions() -> int:
    """Whoever did not confirm may never have asked."""
    deleted, _rows = Introduction.objects.filter(
        state=State.UNCONFIRMED, asked_at__lt=timezone.now() - CONFIRMED_WITHIN
    ).delete()
    return deleted


@due_job
def forget_strangers() -> int:
    """People without account, some time after their question is settled."""
    long_ago = timezone.now() - KEPT_FOR_STRANGERS
    settled = Introduction.objects.filter(asker=None, closed_at__lt=long_ago).exclude(email="")
    return blank(settled)
