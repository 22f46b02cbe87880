"""How much is due: for pages that show only the number, in two queries."""

from django.utils import timezone

from klimanetz.features.advising.board.due import having_due
from klimanetz.features.advising.models import Application, CaseQuerySet


def count_due_today(cases: CaseQuerySet) -> int:
    """Cases in which something is due today or longer; each counts once."""
    today = timezone.localdate()
    open_cases = cases.open()
    late = Application.objects.waiting().filter(expected_on__lte=today, case__paused_at=None)
    found = (
        open_cases.filter(having_due(today))
        .values("pk")
        .union(open_cases.filter(pk__in=late.values("case")).values("pk"))
    )
    return int(found.count())
