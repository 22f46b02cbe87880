"""Programmes for everyone: the list, one programme, the calendar of their deadlines."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klimanetz.core.calendar import calendar_file
from klimanetz.core.public import public_page
from klimanetz.features.funding import rules
from klimanetz.features.funding.deadlines import draw_deadlines
from klimanetz.features.funding.listing import Wish, find_programmes
from klimanetz.features.funding.models import Applicant, Level, Programme, Purpose
from klimanetz.features.funding.reading import read_programme
from klimanetz.features.funding.saying import say_span
from klimanetz.roster.toolbar import options


@require_safe
@public_page
def programmes(request: HttpRequest) -> HttpResponse:
    wish = Wish.read(request.GET)
    feed = settings.BASE_URL + reverse("programme_deadlines")
    context = {
        "wish": wish,
        "found": find_programmes(wish),
        "purposes": options(wish.purpose, _("alles"), offer(Purpose)),
        "levels": options(wish.level, _("alle"), offer(Level)),
        "applicants": options(wish.applicant, _("alle"), offer(Applicant)),
        "everything": wish.write(everything=True),
        "feed": feed,
        "webcal": "webcal:" + feed.partition(":")[2],
        "can_edit": rules.can_edit(request.user),
    }
    return render(request, "funding/programmes.html", context)


def offer(words: type[TextChoices]) -> Iterator[tuple[str, str]]:
    return ((str(one.value), str(one.label)) for one in words)


@require_safe
@public_page
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Programme, slug=slug)
    context = {
        "programme": found,
        "span": say_span(found.valid_from, found.valid_to),
        "readings": read_programme(found),
        "can_edit": rules.can_edit(request.user),
    }
    return render(request, "funding/programme.html", context)


@require_safe
@public_page
def programme_deadlines(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everyone
    return calendar_file(draw_deadlines())
