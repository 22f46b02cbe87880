"""Leave the network, and have oneself erased."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klimanetz.people.models import Person
from klimanetz.roster.leaving import actions, rules
from klimanetz.roster.leaving.keys import read_key, write_key
from klimanetz.roster.leaving.plan import plan_departure


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """What would happen, and the button; for who has left already, how to be erased at once."""
    person = cast("Person", request.user)
    if request.method == "POST":
        actions.leave(person, actor=person)
        update_session_auth_hash(request, Person.objects.get(pk=person.pk))
        messages.success(
            request, _("Sie sind ausgetreten. Eine E-Mail sagt Ihnen, wie es weitergeht.")
        )
        return redirect("leave")
    context = {"plan": plan_departure(person), "verdict": rules.can_leave(person)}
    return render(request, "leaving/leave.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def erase_now(request: HttpRequest) -> HttpResponse:
    """For who has left and is still signed in. The button stands on the page of leaving."""
    if request.method != "POST":
        return redirect("leave")
    person = cast("Person", request.user)
    actions.erase(person)
    key = write_key(person)
    logout(request)
    return redirect("erase_me", key)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request: HttpRequest, key: str) -> HttpResponse:
    """The link from the farewell mail: no signing in, for there may be no mailbox any more."""
    number = read_key(key)
    if number is None:
        raise Http404
    person = get_object_or_404(Person, pk=number)
    if request.method == "POST":
        actions.erase(person)
        return redirect("erase_me", key)
    context = {"person": person, "verdict": rules.can_be_erased(person)}
    return render(request, "leaving/erase_me.html", context)
