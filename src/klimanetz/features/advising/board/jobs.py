"""On Monday morning organisers read what the week brings."""

from typing import Final

from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.features.advising.board import actions
from klimanetz.features.advising.board.models import ToldWeek

#: Nobody is told at night; and when nothing ran until Thursday, the week is told no more.
FIRST_HOUR: Final = 7
LAST_WEEKDAY: Final = 2


@due_job
def tell_of_the_week() -> int:
    now = timezone.localtime()
    if now.weekday() > LAST_WEEKDAY or (now.weekday() == 0 and now.hour < FIRST_HOUR):
        return 0
    year, number, _weekday = now.date().isocalendar()
    if ToldWeek.objects.filter(week=f"{year}-W{number:02}").exists():
        return 0
    return actions.tell_week(now.date())
