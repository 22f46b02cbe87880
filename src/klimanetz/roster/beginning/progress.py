"""How far somebody is with the first 100 days."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.beginning.models import ChecklistItem
from klimanetz.roster.beginning.start import first_day, is_new


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a person's list."""

    item: ChecklistItem
    due_on: date
    done_on: date | None

    @property
    def overdue(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class Progress:
    start: date
    entries: tuple[Entry, ...]

    @property
    def open(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.done_on is None]

    @property
    def done(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.done_on is not None]

    @property
    def day(self) -> int:
        """Which day it is today; 1 on the first."""
        return (timezone.localdate() - self.start).days + 1

    @property
    def is_new(self) -> bool:
        return is_new(self.start)

    @property
    def goes_on(self) -> bool:
        """Worth a line: within 100 days; later where it was begun and something is left."""
        if self.is_new:
            return bool(self.entries)
        return bool(self.done and self.open)


def read_progress(person: Person) -> Progress:
    """In two queries."""
    start = first_day(person)
    items = ChecklistItem.objects.with_ticks_of(person)
    return Progress(start, tuple(read_entry(item, start) for item in items))


def read_entry(item: ChecklistItem, start: date) -> Entry:
    done_at = item.done_at  # type: ignore[attr-defined]
    return Entry(item, item.due_on(start), timezone.localdate(done_at) if done_at else None)


def progress_worth_a_line(person: Person) -> Progress | None:
    """For whom works at an authority and is on the way."""
    if person.roles.isdisjoint(POSITION_ROLES):
        return None
    progress = read_progress(person)
    return progress if progress.goes_on else None
