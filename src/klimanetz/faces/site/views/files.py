"""The network's logo, and what search engines may read."""

import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from klimanetz.core.models import Network
from klimanetz.core.public import public_page

#: Even a drawing that got past the checks can do nothing when it is opened on its own.
SEALED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

ROBOTS = """\
User-agent: *
Disallow: /antwort/
Disallow: /umfrage/
Disallow: /anmelden/
Disallow: /ich/
Disallow: /verwaltung/
"""


@require_safe
@login_not_required
def logo(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """The logo under the name it got when it was uploaded; a new one gets a new name."""
    if name != Network.objects.current().logo.name or not default_storage.exists(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    with default_storage.open(name) as file:
        response = HttpResponse(file.read(), content_type=kind)
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
