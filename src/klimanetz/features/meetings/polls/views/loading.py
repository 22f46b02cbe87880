"""Fetching and authorising are one step; polls are run by who runs meetings."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.meetings.polls.models import DatePoll, PollDate
from klimanetz.features.meetings.rules import can_run
from klimanetz.features.meetings.views.loading import visitor


def open_polls(request: HttpRequest) -> None:
    """403 with the reason for anyone but organisers."""
    can_run(visitor(request)).require()


def load_poll(request: HttpRequest, pk: int) -> DatePoll:
    open_polls(request)
    return get_object_or_404(DatePoll.objects.select_related("series", "chosen", "meeting"), pk=pk)


def load_date(request: HttpRequest, pk: int, date: int) -> PollDate:
    """One of the dates of a poll, with the poll it belongs to."""
    poll = load_poll(request, pk)
    found = get_object_or_404(poll.dates.all(), pk=date)
    found.poll = poll
    return found
