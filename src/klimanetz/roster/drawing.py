"""The list of people as it is drawn: once for each revision of the network, until that changes.

Whatever the list shows is also what the public pages stand on, so every action that changes it
raises the revision. It is read before the rows are, so that a kept list is never older than it.
"""

from collections.abc import Mapping
from functools import partial
from hashlib import blake2s
from typing import NamedTuple, cast

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from klimanetz.core.public import current_revision, keep
from klimanetz.people.models import Person
from klimanetz.roster.listing import People, Wish, sort_people
from klimanetz.roster.rows import read_rows, write_rows
from klimanetz.roster.toolbar import offer_choices


class Drawn(NamedTuple):
    """The costly parts of the page: how many there are, the rows, what can be chosen."""

    total: int
    body: SafeString
    choices: Mapping[str, SafeString]


def draw_list(request: HttpRequest, wish: Wish) -> tuple[Drawn, Page[Person]]:
    drawn = keep(key_of(request), current_revision(request), lambda: draw_anew(request, wish))
    return drawn, page_of(request, wish, drawn.total)


def draw_anew(request: HttpRequest, wish: Wish) -> Drawn:
    page = page_of(request, wish, None)
    people = cast("QuerySet[Person]", page.object_list)
    rows = read_rows(people, partial(sort_people, sort=wish.sort))
    return Drawn(page.paginator.count, write_rows(rows), offer_choices(wish))


def page_of(request: HttpRequest, wish: Wish, count: int | None) -> Page[Person]:
    return People(wish, count).get_page(request.GET.get("seite"))


def key_of(request: HttpRequest) -> str:
    """What the list depends on besides the roster: its address, the language, the day."""
    said = f"{get_language()} {timezone.localdate()} {request.get_full_path()}"
    return f"people:{blake2s(said.encode(), digest_size=16).hexdigest()}"
