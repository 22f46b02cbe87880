"""The first 100 days of the person who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from klimanetz.people.models import Person
from klimanetz.roster.beginning import actions, rules
from klimanetz.roster.beginning.models import ChecklistItem
from klimanetz.roster.beginning.progress import read_progress
from klimanetz.roster.office import signed_in


def begin(request: HttpRequest) -> Person:
    """The member who asks; 403 with the reason for anyone else."""
    person = signed_in(request)
    rules.can_begin(person).require()
    return person


@require_safe
def my_first_days(request: HttpRequest) -> HttpResponse:
    return render(
        request, "beginning/my_first_days.html", {"progress": read_progress(begin(request))}
    )


@require_POST
def item_done(request: HttpRequest, pk: int) -> HttpResponse:
    person = begin(request)
    actions.tick(get_object_or_404(ChecklistItem, pk=pk), person, actor=person)
    return redirect("my_first_days")


@require_POST
def item_open(request: HttpRequest, pk: int) -> HttpResponse:
    person = begin(request)
    actions.untick(get_object_or_404(ChecklistItem, pk=pk), person, actor=person)
    return redirect("my_first_days")
