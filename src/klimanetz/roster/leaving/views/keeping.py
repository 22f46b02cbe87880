"""For organisers: who will be erased when and why, and the record of processing activities."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.context import this_network
from klimanetz.core.processing import declared_activities
from klimanetz.people.models import Person
from klimanetz.roster.leaving import actions, rules
from klimanetz.roster.leaving.retention import departed, read_leaver
from klimanetz.roster.office import load_person, open_office

PAGE_SIZE = 100


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Who would be erased when, the next first."""
    open_office(request)
    months = this_network(request).keep_months
    page: Page[Person] = Paginator(departed(), PAGE_SIZE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "leavers": [read_leaver(person, months) for person in page],
        "erased": Person.objects.exclude(erased_at=None).count(),
    }
    return render(request, "leaving/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def erase_person(request: HttpRequest, pk: int) -> HttpResponse:
    """At the wish of somebody who left, without waiting for the date."""
    person = load_person(request, pk)
    verdict = rules.can_be_erased(person)
    if request.method == "POST":
        actions.erase(person, actor=request.user)
        messages.success(request, _("Die persönlichen Angaben sind gelöscht."))
        return redirect("retention")
    context = {"person": person, "verdict": verdict}
    return render(request, "leaving/erase_person.html", context)


@require_safe
def processing_record(request: HttpRequest) -> HttpResponse:
    """Article 30 GDPR, to print."""
    open_office(request)
    context = {"activities": declared_activities()}
    return render(request, "leaving/processing_record.html", context)
