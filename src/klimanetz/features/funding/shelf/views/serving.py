"""Handing out files: always to save, never as a page of this site."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from klimanetz.core.public import unlisted
from klimanetz.features.funding.shelf.making import File

#: Even what a browser would show may do nothing there.
SEALED = "default-src 'none'; sandbox"


def hand_out(file: File) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.content_type)
    disposition = content_disposition_header(True, file.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = SEALED
    return unlisted(response)
