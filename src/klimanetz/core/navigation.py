"""Where one can go from every page, depending on who is signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Goal = tuple[str, Promise]

START: Goal = ("start", _("Start"))
OPEN: tuple[Goal, ...] = (("network_overview", _("Netzwerk")), ("meeting_list", _("Treffen")))
SIGN_IN: Goal = ("account_request_login_code", _("Anmelden"))
MINE: Goal = ("me", _("Meine Seite"))
OFFICE: Goal = ("office", _("Verwaltung"))
IN_THE_OFFICE: tuple[Goal, ...] = (
    ("office", _("Heute")),
    ("people_list", _("Personen")),
    ("office_meetings", _("Treffen")),
    ("outbox", _("Post")),
    ("network_settings", _("Einstellungen")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One way to go; `current` is the page being read (page), or a page below it (true), or ""."""

    label: Promise
    url: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Navigation:
    main: tuple[Link, ...]
    office: tuple[Link, ...] = ()
    signed_in: bool = False


@cache
def address_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def links(goals: Iterable[Goal], path: str) -> tuple[Link, ...]:
    """The goals as links; current is the one nearest above the page, the start only itself."""
    labels = {address_of(name): label for name, label in goals}
    labels.pop("", None)
    nearest = max((url for url in labels if path.startswith(url)), key=len, default="")
    current = "page" if path == nearest else "true" if nearest != "/" else ""
    return tuple(
        Link(label, url, current if url == nearest else "") for url, label in labels.items()
    )


def navigation(request: HttpRequest) -> Navigation:
    """One query where somebody is signed in (are they an organiser?), none otherwise."""
    path, person = request.path, getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return Navigation(links((START, *OPEN, SIGN_IN), path))
    if not person.is_organiser:
        return Navigation(links((START, *OPEN, MINE), path), signed_in=True)
    main = links((START, *OPEN, MINE, OFFICE), path)
    office = links(IN_THE_OFFICE, path) if path.startswith(address_of("office")) else ()
    return Navigation(main, office, signed_in=True)
