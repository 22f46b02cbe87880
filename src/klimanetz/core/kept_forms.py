"""What somebody typed is not lost when they are signed out meanwhile, or their tab is stale.

The fields are put into the session; after signing in the page of the form is shown with them. It
is filled, never sent: the person looks at it and sends it again. Files and secrets are left out.
"""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from klimanetz.core.filling import fill_form
from klimanetz.core.throttle import client_address, count_attempt
from klimanetz.core.way_back import list_above, opens, page_before

KEPT: Final = "kept_form"
#: Long enough to wait for the code; short enough that nobody else finds it on this computer.
KEPT_FOR: Final = timedelta(minutes=30)
MOST_CHARACTERS: Final = 100_000
MOST_KEPT: Final = 30
SECRETS: Final = frozenset({"csrfmiddlewaretoken", "code", "credential", "password"})


def page_of(request: HttpRequest) -> str:
    """Where the form stands: the page it was sent from, else its own address or the one above."""
    own = filter(opens, (request.path, *list_above(request.path)))
    return page_before(request) or next(own, "")


def keep_form(request: HttpRequest) -> str:
    """Keep what was sent, also what was emptied; returns the page of the form, or nothing where
    nothing is kept."""
    fields = {name: values for name, values in request.POST.lists() if name not in SECRETS}
    size = sum(len(value) for values in fields.values() for value in values)
    if not size or size > MOST_CHARACTERS:
        return ""
    if count_attempt(f"keep_form:{client_address(request)}", per=KEPT_FOR) > MOST_KEPT:
        return ""
    page = page_of(request)
    if not page:
        return ""
    until = (timezone.now() + KEPT_FOR).timestamp()
    kept = {"page": page, "action": request.path, "fields": fields, "until": until}
    request.session[KEPT] = kept
    return page


def keep_text(request: HttpRequest) -> None:
    """Keep what was refused, where somebody wrote words into it; a click costs nothing."""
    texts = (value for _name, values in request.POST.lists() for value in values)
    if any(" " in text.strip() for text in texts):
        keep_form(request)


def find_kept(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for this page."""
    if request.method != "GET" or not request.session.session_key:
        return None
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None or kept["page"] != request.get_full_path():
        return None
    return kept if kept["until"] > timezone.now().timestamp() else None


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Leads to the sign-in, and keeps a form that was sent without one.

    Whoever pressed a button comes back to its page: the address of the button only takes forms.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        page = page_of(request) if request.method == "POST" else ""
        if not page:
            return super().handle_no_permission(request, view_func)
        if keep_form(request):
            said = _(
                "Sie sind inzwischen abgemeldet. Ihre Eingaben sind noch da: Melden Sie sich an, "
                "dann geht es weiter."
            )
            messages.warning(request, said)
        return redirect_to_login(page)


class KeptFormMiddleware:
    """Shows the page of a form with what was typed into it, once who asks may see that page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kept: dict[str, Any] | None = getattr(request, "kept_form", None)
        if kept and response.status_code == HTTPStatus.OK and not response.streaming:
            show_kept(request, response, kept)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        kept = find_kept(request)
        if kept:
            request.kept_form = kept  # type: ignore[attr-defined]


def show_kept(request: HttpRequest, response: HttpResponse, kept: dict[str, Any]) -> None:
    """Where the form is not there any more, nobody reads that it is filled."""
    html, notice = response.content.decode(), render_to_string("core/kept_form.html")
    filled = fill_form(html, kept["action"], request.path, kept["fields"], notice)
    if filled != html:
        response.content = filled
        del request.session[KEPT]


def is_own(request: HttpRequest) -> bool:
    """Another site must not put words into our forms."""
    return request.headers.get("Sec-Fetch-Site", "") == "same-origin" or (
        url_has_allowed_host_and_scheme(request.headers.get("Referer", ""), request.get_host())
        and bool(request.headers.get("Referer"))
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A tab from before the last sign-in: what was typed waits on the page of the form."""
    page = keep_form(request) if is_own(request) else ""
    return render(request, "403_csrf.html", {"page": page}, status=403)
