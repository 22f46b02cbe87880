"""Public pages: rendered once per revision, language and process; validated by ETag.

Whatever the public can see bumps the revision in the transaction of its change, so a page is
never older than the row that made it. One query decides whether the kept page still holds.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2s
from http import HTTPStatus
from typing import NamedTuple

import brotli
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from klimanetz.core.models import Network

type View = Callable[..., HttpResponse]

#: Who carries one of these is signed in or is owed a message: their page is theirs alone.
PERSONAL_COOKIES = {settings.SESSION_COOKIE_NAME, "messages"}

#: A page that depends on today's date is drawn again after this many seconds at the latest.
KEPT_SECONDS = 60


def changed_for_the_public() -> None:
    """Call in every action that changes what a public page shows."""
    Network.objects.update(revision=F("revision") + 1)


def public_page(view: View) -> View:
    """A page for everyone, without account; signed-in people get it drawn for them."""

    @login_not_required
    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or PERSONAL_COOKIES & request.COOKIES.keys():
            return view(request, *args, **kwargs)
        return answer_from_kept(request, lambda: view(request, *args, **kwargs))

    return kept


def answer_from_kept(request: HttpRequest, draw: Callable[[], HttpResponse]) -> HttpResponse:
    revisions = Network.objects.filter(pk=1).values_list("revision", flat=True)
    key = f"{next(iter(revisions), 0)}:{get_language()}:{request.get_full_path()}"
    page: KeptPage | None = caches["pages"].get(key)
    if page is None:
        response = draw()
        if response.status_code != HTTPStatus.OK:
            return response
        page = KeptPage.of(response)
        caches["pages"].set(key, page, KEPT_SECONDS)
    return page.answer(request)


class KeptPage(NamedTuple):
    """A drawn page as it goes over the wire, plain and compressed once for all."""

    headers: dict[str, str]
    etag: str
    plain: bytes
    compressed: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        body = response.content
        return cls(
            headers=dict(response.headers),
            etag=blake2s(body, digest_size=12).hexdigest(),
            plain=body,
            compressed=brotli.compress(body, quality=5),
        )

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or 304 where the browser has it."""
        small = "br" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(self.compressed if small else self.plain, headers=self.headers)
        if small:
            response.headers["Content-Encoding"] = "br"
        etag = f'"{self.etag}{"-br" if small else ""}"'
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
        return get_conditional_response(request, etag, None, response) or response
