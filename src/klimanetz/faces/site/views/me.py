"""A member's own start page, and what they let others see."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from klimanetz.faces.site.consents import list_choices, preview
from klimanetz.faces.site.mine import my_day
from klimanetz.people.actions import give_consent, withdraw_consent
from klimanetz.people.models import Person, Purpose


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What is up for me now, the next meeting, my posts."""
    return render(request, "site/me.html", {"day": my_day(cast("Person", request.user))})


@require_safe
def my_visibility(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    context = {"choices": list_choices(person), "entries": preview(person)}
    return render(request, "site/my_visibility.html", context)


def find_purpose(name: str) -> Purpose:
    try:
        return Purpose(name)
    except ValueError as error:
        raise Http404 from error


@require_POST
def give(request: HttpRequest, purpose: str) -> HttpResponse:
    person = cast("Person", request.user)
    give_consent(person, find_purpose(purpose), actor=person)
    return redirect("my_visibility")


@require_POST
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    person = cast("Person", request.user)
    withdraw_consent(person, find_purpose(purpose), actor=person)
    return redirect("my_visibility")
