"""Released minutes for everyone who may read them, and a report that becomes a story."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from klimanetz.core.public import public_page
from klimanetz.features.meetings.minutes.models import MinutesVersion
from klimanetz.features.meetings.minutes.reading import Reading, print_minutes, read
from klimanetz.features.meetings.minutes.telling import tell_story
from klimanetz.features.meetings.minutes.views.loading import load_to_manage, load_to_read
from klimanetz.features.meetings.models import Meeting


@require_safe
@public_page
def minutes(request: HttpRequest, slug: str) -> HttpResponse:
    return show(request, open_reading(request, slug), latest=True)


@require_safe
def minutes_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An older version as it was; only for those who read all of it."""
    found, scope = load_to_read(request, slug)
    if scope != "full":
        raise Http404
    version = get_object_or_404(MinutesVersion, minutes=found, number=number)
    reading = read(found, scope, version=version, follow=False)
    return show(request, reading)


@require_safe
@public_page
def minutes_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    reading = open_reading(request, slug)
    return pdf_file(reading)


def open_reading(request: HttpRequest, slug: str) -> Reading:
    found, scope = load_to_read(request, slug)
    reading = read(found, scope)
    if reading is None:
        raise Http404
    return reading


def pdf_file(reading: Reading) -> HttpResponse:
    response = HttpResponse(print_minutes(reading), content_type="application/pdf")
    name = f"{reading.minutes.meeting.slug}-protokoll.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def list_versions(reading: Reading) -> list[MinutesVersion]:
    return list(reading.minutes.versions.defer("content"))


def show(request: HttpRequest, reading: Reading | None, *, latest: bool = False) -> HttpResponse:
    if reading is None:
        raise Http404
    alone = latest and reading.version.number == 1
    context = {
        "reading": reading,
        "meeting": reading.minutes.meeting,
        "versions": [] if alone or reading.is_extract else list_versions(reading),
        "pdf": f"/treffen/{reading.minutes.meeting.slug}/protokoll.pdf",
    }
    return render(request, "minutes/minutes.html", context)


@require_POST
def minutes_retell(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A practice report becomes a draft story, with all that is known of it."""
    meeting, _minutes, person = load_to_manage(request, slug)
    item = get_object_or_404(Meeting.objects.get(pk=meeting.pk).agenda, pk=pk)
    return redirect(tell_story(item, actor=person))
