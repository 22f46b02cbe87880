"""A person's own security: what they sign in with, and where they are signed in."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from klimanetz.core.context import this_network
from klimanetz.people.models import Person
from klimanetz.people.security import actions, rules
from klimanetz.people.security.devices import name_device
from klimanetz.people.security.factors import factors_of
from klimanetz.people.security.models import Visit
from klimanetz.people.security.views.confirming import confirmed


def signed_in(request: HttpRequest) -> Person:
    return cast("Person", request.user)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    current = request.session.session_key
    context = {
        "factors": factors_of(person),
        "needed": rules.needs_factor(person, this_network(request)),
        "visits": [
            (visit, name_device(visit.user_agent), visit.session_key == current)
            for visit in Visit.objects.visible_to(person).standing()
        ],
    }
    return render(request, "security/security.html", context)


@require_POST
@confirmed
def factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    person = signed_in(request)
    get_object_or_404(Authenticator, user=person, pk=pk)
    if name := actions.remove_factor(person, pk, actor=person):
        messages.success(request, _("„%(name)s“ ist entfernt.") % {"name": name})
    return redirect("security")


@require_POST
def visit_end(request: HttpRequest, pk: int) -> HttpResponse:
    person = signed_in(request)
    visit = get_object_or_404(Visit.objects.visible_to(person), pk=pk)
    if visit.session_key == request.session.session_key:
        return redirect("account_logout")
    actions.end_visits(person, Visit.objects.filter(pk=pk), actor=person)
    device = name_device(visit.user_agent)
    messages.success(request, _("%(device)s ist abgemeldet.") % {"device": device})
    return redirect("security")


@require_POST
def other_visits_end(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    others = Visit.objects.exclude(session_key=request.session.session_key)
    ended = actions.end_visits(person, others, actor=person)
    said = ngettext("Ein Gerät ist abgemeldet.", "%(count)s Geräte sind abgemeldet.", ended)
    messages.success(request, said % {"count": ended})
    return redirect("security")
