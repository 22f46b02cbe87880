"""Fetching and authorising are one step: invisible is 404, forbidden is 403 with the reason."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.meetings.minutes import rules
from klimanetz.features.meetings.minutes.models import Minutes
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.views.loading import load_meeting, load_to_run, visitor
from klimanetz.people.models import Person


def load_to_write(request: HttpRequest, slug: str) -> tuple[Meeting, Minutes | None, Person]:
    """The meeting, its minutes where they are begun, and who writes."""
    meeting = load_meeting(request, slug)
    minutes = rules.find_minutes(meeting)
    rules.can_write(visitor(request), meeting, minutes).require()
    return meeting, minutes, cast("Person", request.user)


def load_to_manage(request: HttpRequest, slug: str) -> tuple[Meeting, Minutes | None, Person]:
    meeting = load_to_run(request, slug)
    return meeting, rules.find_minutes(meeting), cast("Person", request.user)


def load_to_read(request: HttpRequest, slug: str) -> tuple[Minutes, rules.Scope]:
    """Released minutes, and how much of them the visitor reads."""
    visible = Minutes.objects.visible_to(visitor(request)).select_related("meeting")
    minutes: Minutes = get_object_or_404(visible, meeting__slug=slug)
    return minutes, rules.scope_of(visitor(request), minutes)
