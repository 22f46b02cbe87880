"""The day after a meeting those who were there are asked."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from klimanetz.core.jobs import A_FEW, due_job
from klimanetz.features.meetings.feedback import actions
from klimanetz.features.meetings.models import TOOK_PLACE, Meeting

FIRST_HOUR = 8
#: Later nobody remembers; nor is anybody asked about meetings from before this was installed.
LATEST = timedelta(days=14)


@due_job
def ask_for_feedback() -> int:
    now = timezone.localtime()
    if now.hour < FIRST_HOUR:
        return 0
    midnight = timezone.make_aware(datetime.combine(now.date(), time()))
    due = Meeting.objects.filter(
        state__in=TOOK_PLACE, ends_at__lt=midnight, ends_at__gte=now - LATEST, feedback=None
    )
    return sum(actions.ask(meeting) for meeting in due.order_by("ends_at", "pk")[:A_FEW])
