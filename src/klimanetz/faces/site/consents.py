"""What a person agreed to, and how the public sees them with it."""

from dataclasses import dataclass
from datetime import datetime

from klimanetz.faces.site.listing import Entry, make_entries, say_roles
from klimanetz.people.models import Consent, Person, Purpose
from klimanetz.roster.public import positions_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One purpose with its standing consent, or the last that was withdrawn."""

    purpose: Purpose
    given_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def stands(self) -> bool:
        return self.given_at is not None and self.withdrawn_at is None


def list_choices(person: Person) -> list[Choice]:
    rows = Consent.objects.filter(person=person).order_by("given_at", "pk")
    last = {row.purpose: row for row in rows}
    return [read_choice(purpose, last.get(purpose)) for purpose in Purpose]


def read_choice(purpose: Purpose, row: Consent | None) -> Choice:
    if row is None:
        return Choice(purpose, None, None)
    return Choice(purpose, row.given_at, row.withdrawn_at)


def preview(person: Person) -> tuple[Entry, ...]:
    """The person's posts as everyone reads them now."""
    return make_entries(positions_of(person), say_roles())
