"""Pages behind a key: the link in a mail opens them, without signing in.

Nothing on them depends on a cookie, so there is nothing to forge; and nobody but the two of us
keeps the address. A GET never changes anything, because mail scanners open links.
"""

import secrets
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from klimanetz.core.language import chosen_language

type View = Callable[..., HttpResponseBase]


def new_key() -> str:
    return secrets.token_urlsafe(18)


def keyed_page(view: View) -> View:
    """A page whose address is the key: for no index, for no cache."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def sealed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return sealed


def speak(request: HttpRequest, language: str) -> translation.override:
    """The language of the reader, unless this browser was told another."""
    told = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    return translation.override(chosen_language(request) if told else language)
