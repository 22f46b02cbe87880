"""Which fields of a person can be shown to others, and what would be read there.

A module `shown.py` in an app registers what that app keeps; a field stands on the page of the
person only where it has something to show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from klimanetz.people.models import Audience, Consent, Field, Person

type Reader = Callable[[Person], str]

_readers: dict[Field, Reader] = {
    Field.NAME: lambda person: person.full_name,
    Field.EMAIL: lambda person: person.email,
    Field.PHONE: lambda person: person.phone,
}


def can_be_shown(field: Field, read: Reader) -> None:
    """Register `read`: one line of text, or "" where the person gave nothing."""
    _readers[field] = read


@dataclass(frozen=True, slots=True)
class Showing:
    """A field, what stands in it, who sees it, and since when that was decided."""

    field: Field
    value: str
    audience: Audience | None
    since: datetime | None

    @property
    def for_members(self) -> bool:
        """Members know each other by name, whatever was decided."""
        return self.field == Field.NAME or self.audience is not None

    @property
    def for_all(self) -> bool:
        return self.audience == Audience.PUBLIC


def list_showings(person: Person) -> list[Showing]:
    """Every field with something in it, in the order of `Field`; one query besides the reading."""
    rows = Consent.objects.filter(person=person).order_by("given_at", "pk")
    latest = {row.field: row for row in rows}
    values = {field: _readers[field](person) for field in Field if field in _readers}
    return [
        read_showing(field, value, latest.get(field)) for field, value in values.items() if value
    ]


def read_showing(field: Field, value: str, latest: Consent | None) -> Showing:
    if latest is None:
        return Showing(field, value, None, None)
    if latest.withdrawn_at:
        return Showing(field, value, None, latest.withdrawn_at)
    return Showing(field, value, Audience(latest.audience), latest.given_at)
