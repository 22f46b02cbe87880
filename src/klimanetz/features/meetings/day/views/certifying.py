"""Certificates for organisers: see who gets one, let them go, print one or all."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from klimanetz.features.meetings.day import rules
from klimanetz.features.meetings.day.actions.releasing import release
from klimanetz.features.meetings.day.mails import certificate_letter, to_attendant
from klimanetz.features.meetings.day.models import Certificate
from klimanetz.features.meetings.day.papers import (
    list_certified,
    print_attendance,
    print_certificates,
)
from klimanetz.features.meetings.models import Attendance, Meeting
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.views.loading import load_to_run
from klimanetz.mail.preview import Preview, frames_mail, preview, show_mail
from klimanetz.people.models import Person


def load_to_certify(request: HttpRequest, slug: str) -> Meeting:
    meeting = load_to_run(request, slug)
    rules.can_certify(meeting).require()
    return meeting


@frames_mail
@require_safe
def certificates(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_certify(request, slug)
    people = list_certified(meeting)
    missing = [one for one in people if not hasattr(one, "certificate")]
    context = {
        "meeting": meeting,
        "people": [(one, getattr(one, "certificate", None)) for one in people],
        "missing": len(missing),
        "by_mail": sum(bool(one.email) for one in missing),
        "shown": draw_sample(request, meeting),
        "content_url": reverse("certificate_mail", args=[meeting.slug]),
    }
    return render(request, "day/certificates.html", context)


def draw_sample(request: HttpRequest, meeting: Meeting) -> Preview:
    """The exact mail, as if the organiser who asks had been there."""
    person = cast("Person", request.user)
    reader = Attendance(meeting=meeting, name=person.full_name, email=person.email)
    letter = certificate_letter(Occasion(meeting), person.language)
    return preview(letter, to_attendant(meeting, Certificate(attendance=reader)))


@require_safe
def certificate_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """The mail alone, for the frame of the page."""
    return show_mail(draw_sample(request, load_to_certify(request, slug)).html)


@require_POST
def certificates_release(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_certify(request, slug)
    count = release(meeting, actor=request.user)
    said = ngettext(
        "Freigegeben. %(count)s Mail geht hinaus.",
        "Freigegeben. %(count)s Mails gehen hinaus.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("certificates", slug)


@require_safe
def certificates_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them, a page each, to sign and hand out."""
    meeting = load_to_certify(request, slug)
    content = print_certificates(meeting, list_certified(meeting))
    return as_pdf(content, f"{slug}-teilnahmebestaetigungen")


@require_safe
def certificate_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    meeting = load_to_certify(request, slug)
    one = get_object_or_404(Attendance.objects.present().filter(meeting=meeting), pk=pk)
    return as_pdf(print_certificates(meeting, [one]), f"{slug}-teilnahmebestaetigung-{pk}")


@require_safe
def attendance_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The list to hand round, or of who was there."""
    meeting = load_to_run(request, slug)
    return as_pdf(print_attendance(meeting), f"{slug}-anwesenheit")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
