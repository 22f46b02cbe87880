"""The organisers' own way in, which is open at any time: so the conference can be tried before."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.video import rules
from klimanetz.features.meetings.video.guests import Guest
from klimanetz.features.meetings.video.rooms import find_room
from klimanetz.features.meetings.video.views.joining import forward
from klimanetz.features.meetings.views.loading import load_to_run
from klimanetz.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    rules.is_standing(meeting).require()
    if request.method == "POST":
        return forward(request, meeting, address_of(request, meeting))
    context = {"meeting": meeting, "opens_at": rules.opens_at(meeting)}
    return render(request, "video/moderate.html", context)


def address_of(request: HttpRequest, meeting: Meeting) -> str:
    person = cast("Person", request.user)
    room = find_room(meeting, until=rules.closes_at(meeting))
    return room.address_for(Guest(person.full_name, f"p{person.pk}", moderator=True))
