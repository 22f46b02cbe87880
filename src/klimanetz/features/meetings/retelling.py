"""A practice report becomes a story: who takes one, and what can be handed over with it.

The feature that keeps stories registers as the taker, the room that keeps files as a source of
slides. Without a taker nobody is offered to retell anything.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.files import File

from klimanetz.features.meetings.models import AgendaItem
from klimanetz.people.models import Person


class Slides(NamedTuple):
    name: str
    open: "Callable[[], File[Any]]"


class Report(NamedTuple):
    """What is carried over, so that nobody types it again."""

    item: AgendaItem
    title: str
    summary: str
    contact: Person | None
    contact_name: str
    contact_email: str
    slides: list[Slides]


#: Makes a draft and returns its address. The same item again leads to the same draft.
type Taker = Callable[[Report, Person], str]
type Source = Callable[[AgendaItem], list[Slides]]

_takers: list[Taker] = []
_sources: list[Source] = []


def takes_reports(taker: Taker) -> Taker:
    _takers.append(taker)
    return taker


def brings_slides(source: Source) -> Source:
    _sources.append(source)
    return source


def find_taker() -> Taker | None:
    return _takers[-1] if _takers else None


def gather_slides(item: AgendaItem) -> list[Slides]:
    return [one for source in _sources for one in source(item)]
