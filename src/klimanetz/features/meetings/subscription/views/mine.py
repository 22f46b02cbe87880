"""The own calendar of the person who is signed in."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from klimanetz.features.meetings.subscription import actions
from klimanetz.people.models import Person


@require_POST
def calendar_open(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    actions.open_calendar(person, actor=person)
    return redirect("calendars")


@require_POST
def calendar_renew(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    actions.renew_calendar(person, actor=person)
    said = _("Ihr Kalender hat eine neue Adresse; die alte zeigt nichts mehr. Abonnieren Sie neu.")
    messages.success(request, said)
    return redirect("calendars")


@require_POST
def calendar_close(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    actions.close_calendar(person, actor=person)
    messages.success(request, _("Ihr Kalender ist geschlossen; seine Adresse zeigt nichts mehr."))
    return redirect("calendars")
