"""Finding lines of the index by what somebody asks."""

from dataclasses import dataclass
from typing import Self

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.people.roles import MEMBER_ROLES
from klimanetz.places.kinds import Kind
from klimanetz.places.similarity import LIMITS, SizeClass
from klimanetz.roster.directory.models import Entry, EntryQuerySet, Profile
from klimanetz.roster.directory.words import alternatives, read_question
from klimanetz.roster.models import Holding, Membership, ValidQuerySet

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
    def narrows(self) -> bool:
        return bool(self.text or self.filters)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def find_entries(wish: Wish, viewer: Person, *, forgiving: bool = False) -> EntryQuerySet:
    """Lines that fit, except the viewer's own; `forgiving` also of one mistake in each word.

    Whoever shows them asks once more who is a member now (`visible_to`): the index may be older.
    """
    entries = Entry.objects.exclude(person=viewer)
    if words := read_question(wish.text):
        entries = entries.filter(pk__in=match(words, viewer, forgiving=forgiving))
    if wish.field:
        entries = entries.filter(works_on(wish.field, viewer))
    if wish.size or wish.district:
        entries = entries.filter(Exists(posts(wish)))
    if wish.role:
        role = Membership.objects.valid().filter(role=wish.role)
        entries = entries.filter(Exists(role.filter(person=OuterRef("person_id"))))
    return entries


def match(words: list[str], viewer: Person, *, forgiving: bool) -> RawSQL:
    """The keys of all lines in which every word is found, as far as the viewer may know it."""
    column = "organisers" if viewer.is_organiser else "members"
    asked = [list(alternatives(word, forgiving=forgiving)) for word in words]
    if connection.vendor == "sqlite":
        every = " AND ".join(
            f"({' OR '.join(f'{token}{" *" if begins else ""}' for token, begins in one)})"
            for one in asked
        )
        sql = "SELECT rowid FROM directory_words WHERE directory_words MATCH %s"
        return RawSQL(sql, [f"{column} : ({every})"])  # noqa: S611 - words are letters and digits
    every = " & ".join(
        f"({' | '.join(f"'{token}'{':*' if begins else ''}" for token, begins in one)})"
        for one in asked
    )
    sql = f"SELECT id FROM directory_entry WHERE to_tsvector('simple', {column}) @@ %s::tsquery"  # noqa: S608
    return RawSQL(sql, [every])  # noqa: S611


def works_on(field: str, viewer: Person) -> Q:
    """Who chose a field of action, and lets the viewer know it."""
    chose = Profile.objects.filter(person=OuterRef("person_id"), fields_of_action=int(field))
    return Q(Exists(chose)) if viewer.is_organiser else Q(Exists(chose), is_shown(Field.PROFILE))


def is_shown(name: Field) -> Exists:
    """Whether the person of a line lets members see a field."""
    shown = Consent.objects.reaching(Audience.MEMBERS).filter(field=name)
    return Exists(shown.filter(person=OuterRef("person_id")))


def posts(wish: Wish) -> ValidQuerySet[Holding]:
    """What somebody holds today in a district, at an authority of a size."""
    held = Holding.objects.valid().filter(person=OuterRef("person_id"))
    if wish.district:
        held = held.filter(position__authority__district_ars=wish.district)
    return held.filter(has_size(SizeClass(wish.size))) if wish.size else held


def has_size(size: SizeClass) -> Q:
    """The same classes as `size_class` makes, asked of the database."""
    at = "position__authority__"
    district = Q(**{f"{at}kind": Kind.DISTRICT})
    if size == SizeClass.DISTRICT:
        return district
    bounds = {found: limit for limit, found in LIMITS}
    above = [limit for limit, _found in LIMITS if limit > bounds.get(size, 0)]
    fits = ~district
    if size in bounds:
        fits &= Q(**{f"{at}population__gte": bounds[size]})
    if above:
        smaller = Q(**{f"{at}population__lt": min(above)})
        unknown = Q(**{f"{at}population__isnull": True})
        fits &= smaller | unknown if size == SizeClass.RURAL else smaller
    return fits
