"""Finding lines of the index by what somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.people.roles import MEMBER_ROLES
from klimanetz.places.similarity import SizeClass
from klimanetz.roster.directory.marks import mark_field, mark_place, mark_role
from klimanetz.roster.directory.models import Entry, EntryQuerySet
from klimanetz.roster.directory.words import Token, alternatives, read_question

NAMES = ("suche", "handlungsfeld", "groesse", "kreis", "rolle")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address of the page asks for."""

    text: str = ""
    field: str = ""
    size: str = ""
    district: str = ""
    role: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Whatever the address says wrongly is as if it said nothing."""
        said = {name: query.get(name, "").strip()[:100] for name in NAMES}
        return cls(
            text=said["suche"].replace("\0", ""),
            field=said["handlungsfeld"] if is_number(said["handlungsfeld"]) else "",
            size=said["groesse"] if said["groesse"] in SizeClass else "",
            district=said["kreis"] if is_number(said["kreis"]) else "",
            role=said["rolle"] if said["rolle"] in MEMBER_ROLES else "",
        )

    @property
    def filters(self) -> bool:
        return bool(self.field or self.size or self.district or self.role)

    @property
    def marks(self) -> list[str]:
        """What a line of the index must be marked with."""
        place = mark_place(size=self.size, district=self.district)
        field = mark_field(self.field) if self.field else ""
        role = mark_role(self.role) if self.role else ""
        return [mark for mark in (field, place, role) if mark]

    @property
    def narrows(self) -> bool:
        return bool(self.text or self.filters)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def find_entries(wish: Wish, viewer: Person, *, forgiving: bool = False) -> EntryQuerySet:
    """Lines that fit, except the viewer's own; `forgiving` also of one mistake in each word.

    Whoever shows them asks once more who is a member now (`visible_to`): the index may be older.
    """
    entries = Entry.objects.exclude(person=viewer)
    asked = [list(alternatives(it, forgiving=forgiving)) for it in read_question(wish.text)]
    asked += [[(mark, False)] for mark in wish.marks]
    if wish.field and not viewer.is_organiser:
        entries = entries.filter(is_shown(Field.PROFILE))
    return entries.filter(match(asked, viewer)) if asked else entries


def match(asked: Sequence[Sequence[Token]], viewer: Person) -> Q | RawSQL:
    """The lines in which one token of each group is found, as far as the viewer may know it."""
    column = "organisers" if viewer.is_organiser else "members"
    if connection.vendor == "sqlite":
        every = " AND ".join(
            f"({' OR '.join(f'{token}{" *" if begins else ""}' for token, begins in one)})"
            for one in asked
        )
        sql = "SELECT rowid FROM directory_words WHERE directory_words MATCH %s"
        return Q(pk__in=RawSQL(sql, [f"{column} : ({every})"]))  # noqa: S611 - only letters, digits
    every = " & ".join(
        f"({' | '.join(f"'{token}'{':*' if begins else ''}" for token, begins in one)})"
        for one in asked
    )
    # No subquery: PostgreSQL would join it row by row and make the vector of each row anew.
    sql = f"to_tsvector('simple', directory_entry.{column}) @@ %s::tsquery"
    return RawSQL(sql, [every], BooleanField())  # noqa: S611


def is_shown(name: Field) -> Exists:
    """Whether the person of a line lets members see a field."""
    shown = Consent.objects.reaching(Audience.MEMBERS).filter(field=name)
    return Exists(shown.filter(person=OuterRef("person_id")))
