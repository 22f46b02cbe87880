"""What a person sees of a refusal: the reason, and the way back."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from klimanetz.core.kept_forms import keep_text
from klimanetz.core.refusal import Refused
from klimanetz.core.way_back import find_way_back, page_before


class RefusedMiddleware:
    """Turns `Refused` into a message on the page the person came from (else a 409 page)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        back = page_before(request)
        if request.method == "POST" and back:
            keep_text(request)
            messages.error(request, str(error))
            return redirect(back)
        return refuse(request, "core/refused.html", HTTPStatus.CONFLICT, {"reason": str(error)})


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of a `PermissionDenied`, with its reason."""
    return refuse(request, "403.html", HTTPStatus.FORBIDDEN, {"exception": str(exception)})


def refuse(
    request: HttpRequest, template: str, status: HTTPStatus, context: dict[str, str]
) -> HttpResponse:
    """A page that leads back; a text that was sent in vain waits there."""
    if request.method == "POST":
        keep_text(request)
    known = context | {"back": find_way_back(request)}
    return render(request, template, known, status=status)
