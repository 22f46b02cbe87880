"""Writing: a page that saves itself while one types, or with its button."""

import json
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.forms import EntryForm
from klimanetz.features.meetings.minutes.models import Minutes
from klimanetz.features.meetings.minutes.owners import list_owners
from klimanetz.features.meetings.minutes.sheet import (
    KEY,
    lay_out,
    read_typed,
    sign_agenda,
    state_of,
    template_row,
)
from klimanetz.features.meetings.minutes.views.loading import load_to_write
from klimanetz.features.meetings.models import Meeting
from klimanetz.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_write(request: HttpRequest, slug: str) -> HttpResponse:
    meeting, minutes, person = load_to_write(request, slug)
    if request.method != "POST":
        return show(request, meeting, minutes, {})
    sent = [name.removesuffix("-text") for name in request.POST if name.endswith("-text")]
    forms = {key: EntryForm(request.POST, prefix=key) for key in sent if KEY.fullmatch(key)}
    if not all([form.is_valid() for form in forms.values()]):  # noqa: C419 - each says its errors
        return show(request, meeting, minutes, forms)
    save_all(meeting, forms, person)
    messages.success(request, _("Gespeichert."))
    return redirect("minutes_write", slug)


def save_all(meeting: Meeting, forms: dict[str, EntryForm], person: Person) -> None:
    for key, form in forms.items():
        typed = read_typed(key, form)
        if not (typed.is_unchanged or form.is_blank):
            actions.write(meeting, typed, actor=person)


def show(
    request: HttpRequest, meeting: Meeting, minutes: Minutes | None, forms: dict[str, EntryForm]
) -> HttpResponse:
    person: Any = request.user
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "revision": minutes.revision if minutes else 0,
        "sheets": lay_out(meeting, minutes, person.pk, forms),
        "template": template_row(),
        "people": list_owners(meeting),
        "agenda": sign_agenda(meeting),
        "form": next((form for form in forms.values() if form.errors), EntryForm()),
        "is_organiser": person.is_organiser,
    }
    return render(request, "minutes/write.html", context)


@require_POST
def minutes_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """One entry, as the script of the page sends it: no form, so that nothing of it is kept."""
    meeting, _minutes, person = load_to_write(request, slug)
    sent = read_json(request)
    key = str(sent.pop("key", ""))
    form = EntryForm({f"{key}-{name}": value for name, value in sent.items()}, prefix=key)
    if not KEY.fullmatch(key) or not form.is_valid():
        problem = " ".join(str(one[0]) for one in form.errors.values())
        return JsonResponse({"problem": problem}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        entry = actions.write(meeting, read_typed(key, form), actor=person)
    except Refused as refused:
        return JsonResponse({"problem": str(refused)}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"entry": state_of(entry)})


def read_json(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


@require_safe
def minutes_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What others wrote since; and a token that still holds after signing in anew."""
    meeting, minutes, _person = load_to_write(request, slug)
    since = request.GET.get("seit", "")
    entries = meeting.entries.filter(revision__gt=int(since) if since.isdecimal() else 0)
    answer = {
        "revision": minutes.revision if minutes else 0,
        "entries": [state_of(entry) for entry in entries],
        "agenda": sign_agenda(meeting),
        "token": get_token(request),
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})
