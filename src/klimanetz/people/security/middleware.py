"""What is asked of every request of somebody who is signed in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from klimanetz.core.context import this_network
from klimanetz.core.navigation import address_of
from klimanetz.people.models import Person
from klimanetz.people.security.rules import can_enter_office
from klimanetz.people.security.visiting import note_visit


class VisitMiddleware:
    """Keeps the list of visits true, and leads organisers to their second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        note_visit(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *_view: object, **_more: object
    ) -> HttpResponse | None:
        if not request.path.startswith(address_of("office")):
            return None
        person = request.user
        if not isinstance(person, Person) or not person.is_organiser:
            return None
        verdict = can_enter_office(person, this_network(request))
        if verdict:
            return None
        messages.warning(request, verdict.reason)
        return redirect("security")
