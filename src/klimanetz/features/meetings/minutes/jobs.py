"""What time does to what was promised, and to those whom only a meeting knows."""

from django.utils import timezone

from klimanetz.core.jobs import A_FEW, due_job
from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.forgetting import forget_strangers
from klimanetz.features.meetings.minutes.models import ActionItem

#: Nobody is reminded at night.
FIRST_HOUR = 7


@due_job
def remind_of_actions() -> int:
    now = timezone.localtime()
    if now.hour < FIRST_HOUR:
        return 0
    due = ActionItem.objects.to_remind(now.date()).order_by("due_on", "pk")
    return sum(actions.remind(one) for one in due[:A_FEW])


@due_job
def forget_readers() -> int:
    return forget_strangers()
