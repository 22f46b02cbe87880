"""Which of the calendars one wants."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from klimanetz.core.public import public_page
from klimanetz.features.meetings.models import Series
from klimanetz.features.meetings.subscription.models import Subscription
from klimanetz.features.meetings.views.loading import visitor
from klimanetz.people.models import Person


class Feed(NamedTuple):
    """An address to copy, and the same to click."""

    title: str
    path: str

    @property
    def url(self) -> str:
        return settings.BASE_URL + self.path

    @property
    def webcal(self) -> str:
        return "webcal:" + self.url.partition(":")[2]


@require_safe
@public_page
def calendars(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    mine = Subscription.objects.filter(person=person) if isinstance(person, Person) else ()
    context = {
        "person": person,
        "mine": next((Feed("", one.get_absolute_url()) for one in mine), None),
        "series": [
            Feed(one.title, reverse("series_feed", args=[one.slug])) for one in Series.objects.all()
        ],
        "everything": Feed("", reverse("meeting_feed")),
    }
    return render(request, "subscription/calendars.html", context)
