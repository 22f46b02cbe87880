"""What may not be done, said so that a person can read it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme


class Refused(Exception):  # noqa: N818 - read as a sentence: raise Refused(reason)
    """An action that may not happen now; `str()` of it is shown to the person."""


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule, with the reason where it is no."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raises `PermissionDenied` (403 with the reason) where the verdict is no."""
        if not self.allowed:
            raise PermissionDenied(self.reason)


ALLOWED = Verdict(True)


class RefusedMiddleware:
    """Turns `Refused` into a message on the page the person came from (else a 409 page)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        back = request.headers.get("Referer", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(back, request.get_host()):
            messages.error(request, str(error))
            return redirect(back)
        return render(request, "core/refused.html", {"reason": str(error)}, status=409)
