"""What a list would do to the roster: line by line, field by field, before anything is written."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from klimanetz.people.roles import Role
from klimanetz.places.progress import Watch, unwatched
from klimanetz.roster.importing.columns import Field, Sheet
from klimanetz.roster.importing.consistency import find_contradictions
from klimanetz.roster.importing.differences import Change, Difference, find_difference
from klimanetz.roster.importing.entries import Entry, cells_of, role_choices, understand
from klimanetz.roster.importing.finder import PlaceFinder
from klimanetz.roster.importing.matching import Match, Matcher
from klimanetz.roster.importing.questions import (
    DOUBLE,
    LEAVE_OUT,
    Cells,
    Question,
    choice,
)
from klimanetz.roster.importing.snapshot import Snapshot, take_snapshot

type Decisions = Mapping[str, Cells]

BOTH, ONLY = "both", "only"


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OPEN = "open"
    LEFT_OUT = "left_out"


@dataclass(slots=True)
class PlannedLine:
    """One line of the list with what it will do, or what has to be decided first."""

    entry: Entry
    status: Status
    questions: list[Question] = field(default_factory=list)
    difference: Difference | None = None

    @property
    def number(self) -> int:
        return self.entry.line

    @property
    def changes(self) -> list[Change]:
        return self.difference.changes if self.difference else []

    @property
    def is_left_out(self) -> bool:
        return self.status == Status.LEFT_OUT

    @property
    def role_label(self) -> str:
        roles = self.entry.roles
        return ", ".join(str(role.label) for role in roles) if roles else str(Role.MANAGER.label)

    @property
    def place(self) -> str:
        cells = self.entry.cells
        found = (cells.get(name) for name in (Field.AUTHORITY, Field.DISTRICT, Field.ORGANISATION))
        return next(filter(None, found), "")

    @property
    def summary(self) -> str:
        """What the list says, so that nobody has to open it to decide."""
        said = (self.entry.cells.get(Field.EMAIL), self.place, self.entry.cells.get(Field.ROLE))
        return " · ".join(filter(None, said))

    @property
    def title(self) -> str:
        """How the page names the line: the person, as far as the list tells."""
        return self.entry.name.plain or self.entry.email or _("ohne Namen")


@dataclass(slots=True)
class Plan:
    lines: list[PlannedLine]

    def with_status(self, status: Status) -> list[PlannedLine]:
        return [line for line in self.lines if line.status == status]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(line.status for line in self.lines)
        return {status.value: found[status] for status in Status}

    @property
    def is_decided(self) -> bool:
        return not any(line.status == Status.OPEN for line in self.lines)

    @property
    def writes(self) -> bool:
        return any(line.status in (Status.NEW, Status.CHANGED) for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """Changes whenever the plan would do anything else than before."""
        digest = hashlib.sha256()
        for line in self.lines:
            mark = line.difference.mark() if line.difference else ""
            digest.update(f"{line.number}|{line.status}|{mark}\n".encode())
        return digest.hexdigest()


def make_plan(
    sheet: Sheet, decisions: Decisions, finder: PlaceFinder, *, watch: Watch = unwatched
) -> Plan:
    """Reads the register and the roster, writes nothing."""
    planned: dict[int, PlannedLine] = {}
    for line in watch(sheet.lines, _("Zeilen lesen")):
        cells = cells_of(line, sheet, decisions.get(str(line.number), {}))
        if cells.get(LEAVE_OUT):
            planned[line.number] = PlannedLine(Entry(line.number, cells=cells), Status.LEFT_OUT)
            continue
        found = understand(line.number, cells, finder)
        status = Status.OPEN if found.questions else Status.UNCHANGED
        planned[line.number] = PlannedLine(found.entry, status, found.questions)
    settle_doubles(planned)
    entries = [line.entry for line in planned.values() if line.status != Status.LEFT_OUT]
    compare(planned, take_snapshot(entries), finder)
    return Plan(list(planned.values()))


def settle_doubles(planned: dict[int, PlannedLine]) -> None:
    """Two lines for one address are one person in two posts, or one line too many."""
    groups: dict[str, list[PlannedLine]] = defaultdict(list)
    for line in planned.values():
        if line.entry.email and line.status != Status.LEFT_OUT:
            groups[line.entry.email].append(line)
    for group in groups.values():
        if len(group) > 1:
            settle_group(group)


def settle_group(group: list[PlannedLine]) -> None:
    if only := [line for line in group if line.entry.cells.get(DOUBLE) == ONLY]:
        for line in group:
            if line is not only[-1]:
                line.status = Status.LEFT_OUT
        return
    numbers = {line.entry.position_number for line in group}
    if None not in numbers and len(numbers) == len(group):
        return
    for line in group[1:]:
        if line.entry.cells.get(DOUBLE) != BOTH:
            line.questions.insert(0, double_question(line, group[0]))
            line.status = Status.OPEN


def double_question(line: PlannedLine, first: PlannedLine) -> Question:
    return Question(
        line.number,
        DOUBLE,
        _("%(email)s steht schon in Zeile %(number)s (%(title)s).")
        % {"email": line.entry.email, "number": first.number, "title": first.title},
        (
            choice(_("Dieselbe Person mit zwei Stellen: beide Zeilen gelten"), double=BOTH),
            choice(
                _("Nur diese Zeile gilt, Zeile %(number)s weglassen") % {"number": first.number},
                double=ONLY,
            ),
        ),
        Field.EMAIL,
        line.entry.email,
    )


def compare(planned: dict[int, PlannedLine], snapshot: Snapshot, finder: PlaceFinder) -> None:
    lines = [line for line in planned.values() if line.status != Status.LEFT_OUT]
    seen: set[object] = set()
    dated: set[tuple[object, Role]] = set()
    for match in Matcher(snapshot, [line.entry for line in lines]).match():
        line = planned[match.entry.line]
        if not line.questions:
            line.questions = ask_about(match)
        if line.questions:
            line.status = Status.OPEN
            continue
        who = match.person.pk if match.person else match.entry.email
        date_once(match, who, dated)
        difference = find_difference(match, finder.label, is_first=who not in seen)
        seen.add(who)
        line.questions = find_contradictions(match, difference)
        if line.questions:
            line.status = Status.OPEN
        else:
            line.difference, line.status = difference, status_of(match, difference)


def date_once(match: Match, who: object, dated: set[tuple[object, Role]]) -> None:
    """Of several lines of a person the first that dates a role counts."""
    if (who, match.first_role) in dated:
        match.entry.member_since = None
    elif match.entry.member_since:
        dated.add((who, match.first_role))


def ask_about(match: Match) -> list[Question]:
    """What the roster makes of a line that reads well."""
    if match.question:
        return [match.question]
    entry = match.entry
    if match.person is None and not entry.roles and entry.authority is None:
        text = _("Welche Funktion hat %(name)s?") % {"name": entry.name.plain}
        return [Question(entry.line, Field.ROLE, text, role_choices())]
    return []


def status_of(match: Match, difference: Difference) -> Status:
    if match.person is None:
        return Status.NEW
    return Status.CHANGED if difference.writes else Status.UNCHANGED
