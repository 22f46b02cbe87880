"""What is due by itself: contributions after their meeting, and people only an agenda knows."""

from django.db.models import Q

from klimanetz.core.jobs import A_FEW, due_job
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.forgetting import forget_speakers
from klimanetz.features.meetings.agenda.models import Contribution, State
from klimanetz.features.meetings.models import TOOK_PLACE
from klimanetz.features.meetings.models import State as MeetingState


@due_job
def settle_contributions() -> int:
    """Held with their meeting, or free again where it was called off."""
    settled = Q(item__meeting__state__in=(*TOOK_PLACE, MeetingState.CANCELLED))
    due = Contribution.objects.filter(settled, state=State.PLACED).order_by("pk")
    return sum(actions.settle(contribution) for contribution in due[:A_FEW])


@due_job
def forget_speakers_without_account() -> int:
    return forget_speakers()
