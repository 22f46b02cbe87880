"""The agenda in time: when each item begins follows from the items before it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.features.meetings.wording import say_time


class Slot(NamedTuple):
    """An item with its time."""

    item: AgendaItem
    starts_at: datetime
    ends_at: datetime

    @property
    def time(self) -> str:
        """10:00–10:15"""
        return f"{say_time(self.starts_at)}–{say_time(self.ends_at)}"


def lay_out(meeting: Meeting, items: Iterable[AgendaItem]) -> Iterator[Slot]:
    """The items in their order, one after another from the beginning of the meeting."""
    at = meeting.starts_at
    for item in items:
        ends_at = at + timedelta(minutes=item.duration)
        yield Slot(item, at, ends_at)
        at = ends_at


def write_programme(meeting: Meeting) -> str:
    """The agenda in lines, as `10:00–10:15 Begrüßung, Olga Organisatorin`. One query."""
    items = AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
    return "\n".join(say_line(slot) for slot in lay_out(meeting, items))


def say_line(slot: Slot) -> str:
    parts = (slot.item.title, slot.item.presenter_name)
    return f"{slot.time} {', '.join(part for part in parts if part)}"


class Line(NamedTuple):
    """One item as the written agenda tells it."""

    time: str
    text: str


def read_lines(meeting: Meeting) -> list[Line]:
    """The written agenda, read back. Asks nothing."""
    return [Line(*line.split(" ", 1)) for line in meeting.programme.splitlines()]
