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
from django.db import connection
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from klimanetz.core.language import chosen_language
from klimanetz.core.models import Network

type View = Callable[..., HttpResponse]

#: Who carries one of these is signed in or is owed a message: their page is theirs alone.
PERSONAL_COOKIES = {settings.SESSION_COOKIE_NAME, "messages"}

#: A page that depends on today's date is drawn again after this many seconds at the latest.
KEPT_SECONDS = 60


def changed_for_the_public() -> None:
    """Call in every action that changes what a public page shows."""
    Network.objects.update(revision=F("revision") + 1)


def keep[T](key: str, revision: int, read: Callable[[], T]) -> T:
    """What `read` finds, asked anew after any change; what is found can be pickled.

    Each key has one place: what an earlier revision found is no longer held beside it.
    """
    found: tuple[int, T] | None = caches["pages"].get(key)
    if found is None or found[0] != revision:
        found = (revision, read())
        caches["pages"].set(key, found, KEPT_SECONDS)
    return found[1]


def kept_for_all[*A, T](read: Callable[[*A], T]) -> Callable[[*A], T]:
    """What `read` finds, the same for everyone in every language: asked anew after any change.

    Within a transaction it always is, as what that changed may come to nothing. The arguments
    have a text of their own, like a day.
    """

    @wraps(read)
    def kept(*args: *A) -> T:
        if connection.in_atomic_block:
            return read(*args)
        key = ":".join((read.__module__, read.__qualname__, *map(str, args)))
        return keep(key, read_revision(), lambda: read(*args))

    return kept


def public_page(view: View) -> View:
    """A page for everyone, without account; signed-in people get it drawn for them."""

    @login_not_required
    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_be_kept(request):
            return view(request, *args, **kwargs)
        language = get_language() or settings.LANGUAGE_CODE
        return answer_from_kept(request, language, lambda: view(request, *args, **kwargs))

    return kept


def unlisted(response: HttpResponse) -> HttpResponse:
    """There are more of its kind than a search engine has to know."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


class KeptPagesMiddleware:
    """Answers from what is kept before sessions, forms and sign-in are even thought of."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()  # refuses a foreign one
        page = find_kept(request, chosen_language(request)) if may_be_kept(request) else None
        return page.answer(request) if page else self.get_response(request)


def may_be_kept(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"} and not PERSONAL_COOKIES & request.COOKIES.keys()


def current_revision(request: HttpRequest) -> int:
    """Asked once in a request, before anything of the page is read."""
    revision: int | None = getattr(request, "revision", None)
    if revision is None:
        revision = request.revision = read_revision()  # type: ignore[attr-defined]
    return revision


def read_revision() -> int:
    """By hand: composing this query would take longer than all else that a kept page needs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT revision FROM core_network WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else 0


def address_of(request: HttpRequest, language: str) -> str:
    """As short for an address that carries a whole form as for any other."""
    return blake2s(f"{language}:{request.get_full_path()}".encode(), digest_size=16).hexdigest()


def find_kept(request: HttpRequest, language: str) -> "KeptPage | None":
    """The page of this address as long as nothing has changed; asks only where there is one."""
    page: KeptPage | None = caches["pages"].get(address_of(request, language))
    return page if page and page.revision == current_revision(request) else None


def answer_from_kept(
    request: HttpRequest, language: str, draw: Callable[[], HttpResponse]
) -> HttpResponse:
    page = find_kept(request, language)
    if page is None:
        revision = current_revision(request)
        response = draw()
        if response.status_code != HTTPStatus.OK:
            return response
        page = KeptPage.of(response, revision, language)
        caches["pages"].set(address_of(request, language), page, KEPT_SECONDS)
    return page.answer(request)


class KeptPage(NamedTuple):
    """A drawn page as it goes over the wire, plain and compressed once for all."""

    revision: int
    headers: dict[str, str]
    etag: str
    plain: bytes
    compressed: bytes

    @classmethod
    def of(cls, response: HttpResponse, revision: int, language: str) -> "KeptPage":
        body = response.content
        return cls(
            revision=revision,
            headers={**response.headers, "Content-Language": language},
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
        response.headers["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
        return get_conditional_response(request, etag, None, response) or response
