"""Where one can go from every page, depending on who is signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Goal = tuple[str, Promise]

START: Goal = ("start", _("Start"))
OPEN: tuple[Goal, ...] = (
    ("network_overview", _("Netzwerk")),
    ("meeting_list", _("Treffen")),
    ("programmes", _("Förderung")),
)
SIGN_IN: Goal = ("account_request_login_code", _("Anmelden"))
DIRECTORY: Goal = ("directory", _("Verzeichnis"))
MINE: Goal = ("me", _("Meine Seite"))
OFFICE: Goal = ("office", _("Verwaltung"))
IN_THE_OFFICE: tuple[Goal, ...] = (
    ("office", _("Heute")),
    ("request_list", _("Anfragen")),
    ("people_list", _("Personen")),
    ("position_list", _("Stellen")),
    ("office_meetings", _("Treffen")),
    ("case_board", _("Beratung")),
    ("funding_desk", _("Förderung")),
    ("outbox", _("Post")),
    ("network_settings", _("Einstellungen")),
)


#: Desks of their own that belong to one of these, though their addresses do not say so.
BELONGING = {
    **dict.fromkeys(("polls", "contributions", "calendar_replies"), "office_meetings"),
    **dict.fromkeys(("office_templates", "office_trainings"), "funding_desk"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One way to go; `current` is `page` on the page itself, `true` below it, else empty."""

    label: str
    url: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Navigation:
    main: tuple[Link, ...]
    office: tuple[Link, ...] = ()
    signed_in: bool = False


@cache
def address_of(name: str) -> str:
    return reverse(name)


def place_of(path: str, goals: Iterable[Goal] = (START, *OPEN, SIGN_IN)) -> tuple[str, str]:
    """The goal nearest above a page, and whether it is the page; the first goal only itself."""
    urls = [address_of(name) for name, _label in goals]
    nearest = max((url for url in urls if path.startswith(url)), key=len, default="")
    if path == nearest:
        return nearest, "page"
    return (nearest, "true") if nearest not in ("", urls[0]) else ("", "")


def where_it_belongs(path: str) -> str:
    """The address of a page in the office as if it lay below the goal that it belongs to."""
    for name, above in BELONGING.items():
        if path.startswith(address_of(name)):
            return address_of(above) + path[1:]
    return path


def links(goals: tuple[Goal, ...], path: str) -> tuple[Link, ...]:
    here, current = place_of(path, goals)
    ways = [(str(label), address_of(name)) for name, label in goals]
    return tuple(Link(label, url, current if url == here else "") for label, url in ways)


def is_signed_in(request: HttpRequest) -> bool:
    """Also for a request that was refused before anybody looked who it is."""
    return hasattr(request, "user") and request.user.is_authenticated


def navigation(request: HttpRequest) -> Navigation:
    """Asks nothing: who has signed in came with their roles."""
    path = request.path
    if not is_signed_in(request):
        return Navigation(links((START, *OPEN, SIGN_IN), path))
    person: Any = request.user
    among_members = (DIRECTORY,) if person.is_member else ()
    if not person.is_organiser:
        return Navigation(links((START, *OPEN, *among_members, MINE), path), signed_in=True)
    main = links((START, *OPEN, *among_members, MINE, OFFICE), path)
    office = (
        links(IN_THE_OFFICE, where_it_belongs(path))
        if path.startswith(address_of("office"))
        else ()
    )
    return Navigation(main, office, signed_in=True)
