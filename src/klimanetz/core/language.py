"""German first; another language only where a person chose it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE_LASTS = 60 * 60 * 24 * 365
LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


def chosen_language(request: HttpRequest) -> str:
    """The language of the cookie, which signing in sets to the person's own."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in LANGUAGES else settings.LANGUAGE_CODE


def remember_language(response: HttpResponse, language: str) -> None:
    """Let this browser speak `language` from its next page on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_LASTS,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class LanguageMiddleware:
    """Activates the chosen language for the request and says so in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
