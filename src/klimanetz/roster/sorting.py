"""Heads of a table that sort it: one click up, the next one down."""

from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Order = Literal["ascending", "descending", "none"]

HEADS: tuple[tuple[str, Promise], ...] = (
    ("name", _("Name")),
    ("", _("Rolle")),
    ("kommune", _("Kommune")),
    ("kreis", _("Kreis")),
    ("ende", _("Stelle bis")),
)


@dataclass(frozen=True, slots=True)
class Head:
    label: Promise
    url: str = ""
    order: Order = "none"


def sort_links(
    request: HttpRequest, sort: str, named: tuple[tuple[str, Promise], ...] = HEADS
) -> list[Head]:
    """Each link keeps what the address asks for otherwise, and begins at the first page."""
    heads = []
    for name, label in named:
        if not name:
            heads.append(Head(label))
            continue
        query = request.GET.copy()
        query.pop("seite", None)
        query["sort"] = f"-{name}" if sort == name else name
        now = sort.removeprefix("-") == name
        heads.append(Head(label, f"?{query.urlencode()}", order_of(sort) if now else "none"))
    return heads


def order_of(sort: str) -> Order:
    return "descending" if sort.startswith("-") else "ascending"
