"""The meeting at whose door one stands."""

from typing import cast

from django.http import HttpRequest

from klimanetz.features.meetings.day import rules
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.views.loading import load_to_run
from klimanetz.people.models import Person


def load_for_door(request: HttpRequest, slug: str) -> Meeting:
    meeting = load_to_run(request, slug)
    rules.can_check_in(meeting).require()
    return meeting


def name_of(request: HttpRequest) -> str:
    """Who notes it, as it stands beside the entry."""
    return cast("Person", request.user).full_name
