"""The door: a list to tap on, somebody unexpected in one line, and the batch of a phone that was
without network."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.meetings.day.actions.checking_in import check_in, check_in_one
from klimanetz.features.meetings.day.door_list import DoorList, Row, list_people, list_phrases
from klimanetz.features.meetings.day.forms import WalkInForm
from klimanetz.features.meetings.day.keeping import HEADER, keep_until
from klimanetz.features.meetings.day.models import Tap
from klimanetz.features.meetings.day.taps import read_taps, tap_now
from klimanetz.features.meetings.day.views.loading import load_for_door, name_of
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.views.submitting import happened


@require_safe
def door(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_for_door(request, slug)
    response = show_door(request, meeting, WalkInForm())
    if until := keep_until(meeting):
        response.headers[HEADER] = f"{until.timestamp():.0f}"
    return response


@require_safe
def door_worker(request: HttpRequest, slug: str) -> HttpResponse:
    """The script that answers for the door without network; where it lies, it answers for no more.

    Its address is below the page of one door, which is all that browsers let it answer for.
    """
    load_for_door(request, slug)
    return render(request, "day/door_worker.js", content_type="text/javascript; charset=utf-8")


def show_door(request: HttpRequest, meeting: Meeting, form: WalkInForm) -> HttpResponse:
    people = list_people(meeting)
    asked = request.GET.get("suche", "").strip()
    wanted = asked.casefold()
    context = {
        "meeting": meeting,
        "people": people,
        "expected": [row for row in people.expected if wanted in row.words],
        "others": [row for row in people.others if wanted in row.words],
        "asked": asked,
        "form": form,
        "early": timezone.localdate() < timezone.localdate(meeting.starts_at),
        "over": people.over,
        "keeps": keep_until(meeting) is not None,
        "now": timezone.now(),
        "phrases": list_phrases(over=people.over),
        "blank": Row("", "", "", False),
    }
    return render(request, "day/door.html", context)


@require_POST
def door_tap(request: HttpRequest, slug: str) -> HttpResponse:
    """One person is there, or is not after all: without a script, and from the page of one."""
    meeting = load_for_door(request, slug)
    for name, present in (("da", True), ("weg", False)):
        if who := request.POST.get(name):
            tap = tap_now(who, present=present, at=timezone.now())
            check_in_one(meeting, tap, by=name_of(request))
    return redirect("door", slug)


@require_POST
def walk_in(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_for_door(request, slug)
    form = WalkInForm(request.POST)
    if happened(form, lambda: note_walk_in(request, meeting, form)):
        name = form.cleaned_data["name"]
        messages.success(request, _("%(name)s ist eingetragen.") % {"name": name})
        return redirect("door", slug)
    return show_door(request, meeting, form)


def note_walk_in(request: HttpRequest, meeting: Meeting, form: WalkInForm) -> None:
    tap = tap_now("", present=True, at=timezone.now(), **form.cleaned_data)
    check_in_one(meeting, tap, by=name_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
def door_sync(request: HttpRequest, slug: str) -> HttpResponse:
    """What a phone has kept, in one batch; the answer is who is there now, by all phones.

    Asked by GET, it gives a token that holds after signing in anew.
    """
    meeting = load_for_door(request, slug)
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    try:
        taps = read_taps(json.loads(request.body), timezone.now())
    except ValueError:
        return JsonResponse({"problem": "unreadable"}, status=400)
    taken = check_in(meeting, taps, by=name_of(request))
    standing = {"noted": list(taken.noted), "refused": taken.refused}
    return JsonResponse(standing | say_standing(meeting, list_people(meeting)))


def say_standing(meeting: Meeting, people: DoorList) -> dict[str, Any]:
    """Who is there; whoever has no invitation is not on every phone's list yet."""
    strangers = {row.entry: row for row in people.rows if row.entry and row.who[0] == "a"}
    firsts = Tap.objects.filter(meeting=meeting, attendance__in=strangers).order_by("pk")
    keys = {entry: key for key, entry in firsts.values_list("key", "attendance").reverse()}
    return {
        "at": int(timezone.now().timestamp()),
        "here": {row.who: row.since for row in people.rows if row.here},
        "strangers": [
            {"who": row.who, "key": keys.get(entry, ""), "name": row.name, "about": row.about}
            for entry, row in strangers.items()
        ],
    }
