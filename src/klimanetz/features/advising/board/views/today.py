"""What is due today, over all cases."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klimanetz.features.advising.board.desk import open_cases
from klimanetz.features.advising.board.due import Due, list_due, of_nobody, of_owner
from klimanetz.people.models import Person
from klimanetz.roster.office import signed_in

#: Whose cases, as the address says it.
ALL, MINE, NOBODYS = "", "ich", "niemand"
#: More nobody does in a day; the list has them all.
MOST_SHOWN = 100


class Choice(NamedTuple):
    label: str
    number: int
    url: str
    current: bool


@require_safe
def case_today(request: HttpRequest) -> HttpResponse:
    today, person = timezone.localdate(), signed_in(request)
    every = list_due(open_cases(request), today)
    due = of_whom(every, person, request.GET.get("wer", ""))
    context = {
        "whose": offer_whose(every, person, request.GET.get("wer", "")),
        "due": due[:MOST_SHOWN],
        "count": len(due),
        "more": max(0, len(due) - MOST_SHOWN),
        "late": sum(one.on < today for one in due),
        "today": today,
    }
    return render(request, "board/today.html", context)


def of_whom(due: list[Due], person: Person, whose: str) -> list[Due]:
    return {MINE: of_owner(due, person), NOBODYS: of_nobody(due)}.get(whose, due)


def offer_whose(due: list[Due], person: Person, whose: str) -> list[Choice]:
    labels = ((ALL, _("von allen")), (MINE, _("von mir")), (NOBODYS, _("von niemandem")))
    chosen = whose if whose in (MINE, NOBODYS) else ALL
    return [
        Choice(label, len(of_whom(due, person, name)), f"?wer={name}" if name else "?",
               name == chosen)
        for name, label in labels
    ]  # fmt: skip
