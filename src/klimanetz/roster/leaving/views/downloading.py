"""Take away everything that is known about oneself."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klimanetz.people.models import Person
from klimanetz.roster.leaving.record import gather, print_record, write_json


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """What there is, and the two files."""
    sections = gather(cast("Person", request.user))
    return render(request, "leaving/download.html", {"sections": sections})


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    content = write_json(cast("Person", request.user))
    return as_file(HttpResponse(content, content_type="application/json"), "json")


@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    content = print_record(cast("Person", request.user))
    return as_file(HttpResponse(content, content_type="application/pdf"), "pdf")


def as_file(response: HttpResponse, kind: str) -> HttpResponse:
    name = f"meine-daten-{timezone.localdate():%Y-%m-%d}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
