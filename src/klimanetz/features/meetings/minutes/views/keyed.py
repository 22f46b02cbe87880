"""By the link in a mail, without signing in: looking through the minutes, and what is done.

A GET never changes anything, because mail scanners open links.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.audit import BY_LINK
from klimanetz.core.keyed import keyed_page, speak
from klimanetz.core.throttle import throttle
from klimanetz.features.meetings.minutes import actions, rules
from klimanetz.features.meetings.minutes.content import list_sections
from klimanetz.features.meetings.minutes.forms import DoneForm
from klimanetz.features.meetings.minutes.models import ActionItem, Reader
from klimanetz.features.meetings.minutes.reading import Reading, read
from klimanetz.features.meetings.minutes.views.reading import pdf_file
from klimanetz.features.meetings.models import State

TRIES, WINDOW = 120, timedelta(minutes=10)

type ReaderView = Callable[[HttpRequest, Reader], HttpResponse]


def for_readers(view: ReaderView) -> Callable[..., HttpResponseBase]:
    """Finds whose key it is, and speaks their language."""

    @keyed_page
    @wraps(view)
    def found(request: HttpRequest, key: str) -> HttpResponse:
        rows = Reader.objects.select_related("minutes__meeting", "person")
        reader = rows.filter(key=key).first()
        if reader is None:
            return unknown(request)
        if request.method == "POST":
            throttle(request, "minutes-review", limit=TRIES, per=WINDOW)
        with speak(request, reader.language):
            return view(request, reader)

    return found


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "minutes/unknown.html", status=HTTPStatus.NOT_FOUND)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def minutes_check(request: HttpRequest, reader: Reader) -> HttpResponse:
    """In review: propose what should stand there instead. Released: read it."""
    if reader.minutes.meeting.state == State.PUBLISHED and request.method != "POST":
        return show_released(request, reader)
    if request.method == "POST":
        said = {
            int(name[4:]) if name[4:] else None: text
            for name, text in request.POST.items()
            if name.startswith("top-") and (name[4:].isdecimal() or not name[4:])
        }
        actions.propose(reader, {item: str(text)[:5000] for item, text in said.items()})
        return redirect(f"{reader.get_absolute_url()}?danke=1")
    return show_draft(request, reader)


def show_draft(request: HttpRequest, reader: Reader) -> HttpResponse:
    verdict = rules.can_propose(reader.minutes)
    said = list(reader.corrections.select_related("item"))
    waiting = {one.item_id: one.text for one in said if one.decision == "open"}
    sections = list_sections(reader.minutes.meeting) if verdict else []
    context = {
        "reader": reader,
        "meeting": reader.minutes.meeting,
        "minutes": reader.minutes,
        "verdict": verdict,
        "sections": [(one, waiting.get(one.item.pk if one.item else None, "")) for one in sections],
        "corrections": said,
        "thanks": "danke" in request.GET,
    }
    return render(request, "minutes/check.html", context)


def open_released(reader: Reader) -> Reading | None:
    """Members read all of it by their link, too; guests where the organisers let them."""
    member = reader.person is not None and reader.person.is_member
    if not (member or reader.minutes.opens_to_guests):
        return None
    return read(reader.minutes, "full")


def show_released(request: HttpRequest, reader: Reader) -> HttpResponse:
    reading = open_released(reader)
    context = {
        "reading": reading,
        "meeting": reader.minutes.meeting,
        "versions": [],
        "pdf": f"{reader.get_absolute_url()}protokoll.pdf",
        "corrections": list(reader.corrections.select_related("item")),
    }
    template = "minutes/minutes.html" if reading else "minutes/closed.html"
    return render(request, template, context)


@require_safe
@for_readers
def minutes_check_pdf(request: HttpRequest, reader: Reader) -> HttpResponse:
    released = reader.minutes.meeting.state == State.PUBLISHED
    reading = open_released(reader) if released else None
    return pdf_file(reading) if reading else unknown(request)


@require_http_methods(["GET", "HEAD", "POST"])
@keyed_page
def action(request: HttpRequest, key: str) -> HttpResponse:
    """What somebody promised, and one button to say that it is done."""
    found = ActionItem.objects.filter(key=key).select_related("meeting", "owner").first()
    if found is None:
        return unknown(request)
    with speak(request, found.owner.language if found.owner else found.language):
        form = DoneForm(
            request.POST if request.method == "POST" else None, initial={"note": found.done_note}
        )
        if request.method == "POST" and form.is_valid():
            throttle(request, "action", limit=TRIES, per=WINDOW)
            actions.finish(found, form.cleaned_data["note"], actor=found.owner or BY_LINK)
            return redirect(found)
        context = {"action": found, "meeting": found.meeting, "form": form}
        return render(request, "minutes/action.html", context)


@require_http_methods(["POST"])
@keyed_page
def action_reopen(request: HttpRequest, key: str) -> HttpResponse:
    found = ActionItem.objects.filter(key=key).select_related("owner").first()
    if found is None:
        return unknown(request)
    throttle(request, "action", limit=TRIES, per=WINDOW)
    actions.reopen(found, actor=found.owner or BY_LINK)
    return redirect(found)
