"""The agenda to print, for everyone who may see the meeting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klimanetz.core.public import public_page
from klimanetz.features.meetings.agenda.plan import has_times, read_slots
from klimanetz.features.meetings.agenda.printing import print_agenda
from klimanetz.features.meetings.views.loading import load_meeting


@require_safe
@public_page
def agenda_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_meeting(request, slug)
    slots = read_slots(meeting) if has_times(meeting) else []
    return render(request, "agenda/sheet.html", {"meeting": meeting, "slots": slots})


@require_safe
@public_page
def agenda_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_meeting(request, slug)
    if not has_times(meeting):
        raise Http404
    response = HttpResponse(print_agenda(meeting), content_type="application/pdf")
    name = f"tagesordnung-{meeting.slug}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
