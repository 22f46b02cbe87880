"""The calendar of one series, for everyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from klimanetz.core.calendar import calendar_file
from klimanetz.core.public import public_page
from klimanetz.features.meetings.calendar import feed
from klimanetz.features.meetings.models import Meeting, Series


@require_safe
@public_page
def series_feed(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - the public part
    """Without what only members see, whoever asks: a subscription carries no session."""
    series = get_object_or_404(Series, slug=slug)
    return calendar_file(feed(Meeting.objects.public().filter(series=series), series.title))
