"""What is due today, over all cases."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klimanetz.features.advising.board.desk import open_cases
from klimanetz.features.advising.board.due import list_due

#: More nobody does in a day; the list has them all.
MOST_SHOWN = 100


@require_safe
def case_today(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    due = list_due(open_cases(request), today)
    context = {
        "due": due[:MOST_SHOWN],
        "count": len(due),
        "more": max(0, len(due) - MOST_SHOWN),
        "late": sum(one.on < today for one in due),
        "today": today,
    }
    return render(request, "board/today.html", context)
