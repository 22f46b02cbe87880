"""The certificate behind the link of a mail: drawn when somebody fetches it."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from klimanetz.features.meetings.day.mails import language_of
from klimanetz.features.meetings.day.models import Certificate
from klimanetz.features.meetings.day.papers import print_certificates
from klimanetz.features.meetings.day.views.certifying import as_pdf


@require_safe
@login_not_required
def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """For a year; who turned out not to have been there has none."""
    known = Certificate.objects.standing().filter(token=token)
    found = known.select_related("attendance__meeting", "attendance__invitation").first()
    if found is None or timezone.now() >= found.expires_at:
        context = {"expired": found is not None}
        page = render(request, "day/certificate_gone.html", context, status=HTTPStatus.NOT_FOUND)
        page.headers["Cache-Control"] = "private, no-store"
        return page
    entry = found.attendance
    with translation.override(language_of(entry)):
        content = print_certificates(entry.meeting, [entry], issued=found.released_at)
    response = as_pdf(content, f"{entry.meeting.slug}-teilnahmebestaetigung")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
