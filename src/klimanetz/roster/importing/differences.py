"""What one line would write, field by field: the old and the new."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from klimanetz.people.roles import Role
from klimanetz.roster.importing.columns import LABELS, Field
from klimanetz.roster.importing.entries import Entry
from klimanetz.roster.importing.grid import clean
from klimanetz.roster.importing.matching import Match
from klimanetz.roster.importing.snapshot import KnownPeriod, KnownPerson, KnownPosition
from klimanetz.roster.importing.values import read_phone
from klimanetz.roster.models import PositionState

type NameOf = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: str
    new: str


@dataclass(slots=True)
class Difference:
    """What applying a line writes. Keys are primary keys of rows, `None` where a row is new."""

    person: int | None
    is_first: bool = True
    person_fields: dict[str, Any] = field(default_factory=dict)
    starts_roles: tuple[Role, ...] = ()
    leaves: tuple[tuple[int, Role], ...] = ()
    membership: int | None = None
    member_since: date | None = None
    dated_role: Role | None = None
    position: int | None = None
    opens_position: bool = False
    position_fields: dict[str, object] = field(default_factory=dict)
    serves: tuple[int, ...] = ()
    holding: int | None = None
    starts_holding: bool = False
    holding_starts: date | None = None
    ends_holdings: tuple[tuple[int, int], ...] = ()
    period: KnownPeriod | None = None
    period_fields: dict[str, object] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        empty = Difference(self.person)
        ignored = {"is_first", "position", "member_since", "dated_role", "period", "changes"}
        return any(
            getattr(self, name) != getattr(empty, name)
            for name in self.__dataclass_fields__
            if name not in ignored
        )

    def mark(self) -> str:
        return repr(asdict(self))

    def note(self, about: Field | str, old: object, new: object) -> None:
        """Of somebody new in a new position everything is new and needs no list of changes."""
        if self.person is None and self.opens_position:
            return
        label = LABELS[about] if isinstance(about, Field) else about
        self.changes.append(Change(str(label), show(old), show(new)))


def show(value: object) -> str:
    """A value as a person reads it; a dash for nothing."""
    match value:
        case None | "":
            return "–"
        case bool():
            return _("ja") if value else _("nein")
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
        case Decimal():
            return number_format(value.normalize(), use_l10n=True)
        case Role():
            return str(value.label)
        case _:
            return str(value)


def find_difference(match: Match, name_of: NameOf, *, is_first: bool) -> Difference:
    """`is_first`: further lines of the same person only bring their position and roles."""
    entry, known = match.entry, match.person
    found = Difference(known.pk if known else None, is_first)
    if is_first:
        compare_person(found, entry, known)
    if entry.authority:
        compare_position(found, match, name_of)
        compare_funding(found, entry, match.position)
    compare_roles(found, match)
    return found


def compare_person(found: Difference, entry: Entry, known: KnownPerson | None) -> None:
    said = {
        Field.EMAIL: entry.email,
        Field.TITLE: entry.name.title,
        Field.FIRST_NAME: entry.name.first,
        Field.LAST_NAME: entry.name.last,
        Field.PHONE: entry.phone,
        Field.ORGANISATION: entry.organisation,
    }
    if known is None:
        found.person_fields = {str(name): value for name, value in said.items() if value}
        return
    if is_same_name(entry, known):
        said[Field.FIRST_NAME] = said[Field.LAST_NAME] = ""
    for name, value in said.items():
        old = getattr(known, name)
        if value and not is_same(name, old, value):
            found.person_fields[name] = value
            found.note(name, old, value)


def is_same_name(entry: Entry, known: KnownPerson) -> bool:
    """One column for the whole name cannot tell where the given names end."""
    plain = clean(f"{known.first_name} {known.last_name}")
    return not entry.name_in_parts and plain == entry.name.plain


def is_same(name: Field, old: str, new: str) -> bool:
    """Blanks, and a leading zero that Excel has eaten, are no change."""
    old = clean(old)
    return new in {old, read_phone(old) if name == Field.PHONE and len(old) <= 60 else old}


def compare_position(found: Difference, match: Match, name_of: NameOf) -> None:
    entry, position = match.entry, match.position
    found.position = position.pk if position else None
    found.opens_position = position is None
    fields = wanted_position(entry, position)
    for name, value in fields.items():
        old = getattr(position, name) if position else None
        if position is None or old != value:
            found.position_fields[name] = value
            found.note(Field.ROLE if name == "kind" else Field(name), old, value)
    if position is None:
        found.position_fields |= {"kind": match.kind, "starts": entry.starts}
        if match.person:
            place = name_of(entry.authority or 0)
            found.note(_("Neue Stelle"), "", f"{match.kind.label}, {place}")
    known = position.serves if position else set()
    found.serves = tuple(pk for pk in entry.serves if pk not in known | {entry.authority})
    if found.serves:
        names = (", ".join(map(name_of, pks)) for pks in (sorted(known), found.serves))
        found.note(Field.SERVES, *names)
    compare_holding(found, match)


def wanted_position(entry: Entry, position: KnownPosition | None) -> dict[str, object]:
    """What the line says about the position. A permanent one has no end, and an end ends that."""
    wanted: dict[str, object] = {}
    if entry.kind and position:
        wanted["kind"] = entry.kind
    if entry.share is not None:
        wanted["share"] = entry.share
    if entry.permanent is not None:
        wanted["permanent"] = entry.permanent
    if entry.ends or entry.permanent:
        wanted["ends"] = entry.ends
    return wanted


def compare_holding(found: Difference, match: Match) -> None:
    entry, holding, position = match.entry, match.holding, match.position
    found.ends_holdings = tuple((leaving.pk, leaving.position.pk) for leaving in match.ending)
    for leaving in match.ending:
        town = leaving.position.authority_name
        found.note(_("Bisherige Stelle"), f"{leaving.name}, {town}", _("endet"))
    if holding is None:
        found.starts_holding = True
        found.holding_starts = entry.starts
        if position:
            found.position_fields["state"] = PositionState.FILLED
            found.note(_("Übernimmt die Stelle"), "", f"{position.kind.label}, "
                       f"{position.authority_name}")  # fmt: skip
    elif entry.starts and entry.starts != holding.starts:
        found.holding, found.holding_starts = holding.pk, entry.starts
        found.note(Field.STARTS, holding.starts, entry.starts)
        if position and position.starts == holding.starts:
            found.position_fields["starts"] = entry.starts


def compare_funding(found: Difference, entry: Entry, position: KnownPosition | None) -> None:
    if not entry.programme:
        return
    said = {
        "programme": entry.programme,
        "starts": entry.funding_starts,
        "ends": entry.funding_ends,
    }
    period = choose_period(entry, position.periods if position else [])
    found.period = period
    for name, value in said.items():
        old = getattr(period, name) if period else None
        if value and (period is None or clean(str(old)) != str(value)):
            found.period_fields[name] = value
            found.note(PERIOD_LABELS[name], old, value)


PERIOD_LABELS = {
    "programme": Field.PROGRAMME,
    "starts": Field.FUNDING_STARTS,
    "ends": Field.FUNDING_ENDS,
}


def choose_period(entry: Entry, periods: list[KnownPeriod]) -> KnownPeriod | None:
    """The period the line speaks of: same programme, same days or days that touch."""
    same = [p for p in periods if clean(p.programme).casefold() == entry.programme.casefold()]
    exact = [p for p in same if (p.starts, p.ends) == (entry.funding_starts, entry.funding_ends)]
    touching = [p for p in same if touches(p, entry)]
    return next(iter(exact or reversed(touching)), None)


def touches(period: KnownPeriod, entry: Entry) -> bool:
    """A period that begins after the other has ended is another one."""
    begins, ends = entry.funding_starts, entry.funding_ends
    after = begins and period.ends and begins > period.ends
    before = ends and period.starts and ends < period.starts
    return not (after or before)


def compare_roles(found: Difference, match: Match) -> None:
    """Roles are only added; one ends with the last position that gave it.

    Whoever is in post without the role was taken out of it on purpose.
    """
    entry, known = match.entry, match.person
    has = known.memberships if known else {}
    wanted = entry.roles or ((match.kind,) if entry.authority and found.starts_holding else ())
    settled = match.position.kind if match.position and match.holding else None
    found.starts_roles = tuple(role for role in wanted if role not in has and role != settled)
    if known and found.starts_roles:
        labels = ", ".join(str(role.label) for role in found.starts_roles)
        found.note(_("Rolle im Netzwerk"), "", labels)
    found.leaves = tuple((leaving.person, leaving.position.kind) for leaving in match.ending)
    if known and match.holding and "kind" in found.position_fields:
        found.leaves += ((known.pk, match.holding.position.kind),)
    compare_member_since(found, match)


def compare_member_since(found: Difference, match: Match) -> None:
    """The date belongs to the role that the line names first."""
    since, role = match.entry.member_since, match.first_role
    if since is None:
        return
    found.member_since, found.dated_role = since, role
    membership = match.person.memberships.get(role) if match.person else None
    if membership and membership[1] != since:
        found.membership = membership[0]
        found.note(Field.MEMBER_SINCE, membership[1], since)
