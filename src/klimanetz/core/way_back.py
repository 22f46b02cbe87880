"""The way back from a page that refuses: where somebody came from, else what the page is about."""

from collections.abc import Callable, Iterator
from inspect import getclosurevars, isfunction
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

OFFICE: Final = "/verwaltung/"


class WayBack(NamedTuple):
    """A link that leads to a page, and what it says."""

    url: str
    label: str


def find_way_back(request: HttpRequest) -> WayBack | None:
    """None where nothing better than the start page is known."""
    before = page_before(request)
    path = urlsplit(before).path
    if before and path != request.path and not is_sign_in(path):
        return WayBack(before, _("Zurück zur vorigen Seite"))
    above = next(filter(opens, list_above(request.path)), "")
    visitor = getattr(request, "user", None)
    if not above or (above.startswith(OFFICE) and not getattr(visitor, "is_organiser", False)):
        return None
    return WayBack(above, _("Zur Seite, zu der das gehört"))


def page_before(request: HttpRequest) -> str:
    """The page of ours that somebody came from, if one can go back to it."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, request.get_host()):
        return ""
    parts = urlsplit(before)
    if not opens(parts.path):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def list_above(path: str) -> Iterator[str]:
    """`/a/b/c/` lies below `/a/b/` and `/a/`."""
    while (path := path.rstrip("/").rpartition("/")[0] + "/") != "/":
        yield path


def opens(path: str) -> bool:
    """Whether a link may lead there: not to an address that only takes forms."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return all("GET" in methods for methods in list_methods(view))


def is_sign_in(path: str) -> bool:
    return str(resolve(path).url_name).startswith(("account_", "mfa_"))


def list_methods(view: Callable[..., Any] | None) -> Iterator[list[str]]:
    """What `require_POST` and its like demand, as they keep it."""
    while view is not None:
        kept = getclosurevars(view).nonlocals if isfunction(view) else {}
        if "request_method_list" in kept:
            yield kept["request_method_list"]
        view = getattr(view, "__wrapped__", None)
