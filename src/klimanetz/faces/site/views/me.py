"""A member's own start page, and what they let others see."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from klimanetz.faces.site.consents import preview
from klimanetz.faces.site.mine import my_day
from klimanetz.people.actions import hide_field, show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.people.showing import list_showings


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What is up for me now, the next meeting, my posts."""
    return render(request, "site/me.html", {"day": my_day(cast("Person", request.user))})


@require_safe
def my_visibility(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    showings = list_showings(person)
    context = {"showings": showings, "preview": preview(person, showings)}
    return render(request, "site/my_visibility.html", context)


def find_field(name: str) -> Field:
    try:
        return Field(name)
    except ValueError as error:
        raise Http404 from error


@require_POST
def show_to_all(request: HttpRequest, field: str) -> HttpResponse:
    person = cast("Person", request.user)
    show_field(person, find_field(field), Audience.PUBLIC, actor=person)
    return redirect("my_visibility")


@require_POST
def show_to_members(request: HttpRequest, field: str) -> HttpResponse:
    person = cast("Person", request.user)
    show_field(person, find_field(field), Audience.MEMBERS, actor=person)
    return redirect("my_visibility")


@require_POST
def hide(request: HttpRequest, field: str) -> HttpResponse:
    person = cast("Person", request.user)
    hide_field(person, find_field(field), actor=person)
    return redirect("my_visibility")
