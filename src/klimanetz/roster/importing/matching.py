"""Which position a line is about: one somebody holds, a vacant one, a predecessor's, a new one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from klimanetz.people.roles import Role
from klimanetz.roster.importing.entries import Entry
from klimanetz.roster.importing.questions import (
    ELSEWHERE,
    OCCUPIED,
    Choice,
    Question,
    choice,
)
from klimanetz.roster.importing.roles import position_role
from klimanetz.roster.importing.snapshot import (
    KnownHolding,
    KnownPerson,
    KnownPosition,
    Snapshot,
)
from klimanetz.roster.models import PositionState

MOVES, FOLLOWS, SAME, BOTH, FURTHER = "moves", "follows", "same", "both", "further"


@dataclass(slots=True)
class Match:
    """A line with the person and position it is about; without `position` it opens a new one."""

    entry: Entry
    person: KnownPerson | None
    position: KnownPosition | None = None
    holding: KnownHolding | None = None
    ending: list[KnownHolding] = field(default_factory=list)
    question: Question | None = None
    placed: bool = False

    @property
    def kind(self) -> Role:
        """What the line says, else what the person is there, or at all, else the manager."""
        there = self.position.kind if self.position and self.holding else None
        known = position_role(tuple(self.person.memberships)) if self.person else None
        return self.entry.kind or there or known or Role.MANAGER

    @property
    def first_role(self) -> Role:
        """The role that the line names first, be it the position's or not."""
        return self.entry.roles[0] if self.entry.roles else self.kind

    def decision(self, about: str) -> tuple[str, int]:
        """`follows`, 7 of `follows-7`; decisions name the row they were about."""
        verb, _, pk = self.entry.cells.get(about, "").partition("-")
        return verb, int(pk) if pk.isdigit() else 0

    def ask(self, topic: str, text: str, *choices: Choice) -> None:
        self.question = Question(self.entry.line, topic, text, choices)


class Matcher:
    """Places all lines of a list; no free position is given to two lines."""

    def __init__(self, snapshot: Snapshot, entries: Sequence[Entry]) -> None:
        self.snapshot = snapshot
        self.matches = [Match(entry, snapshot.person(entry.email)) for entry in entries]
        self.listed = {(entry.email, entry.authority) for entry in entries}
        self.addresses = {entry.email for entry in entries}
        self.claimed: set[int] = set()
        self.held: set[int] = set()
        self.freed: set[int] = set()

    def match(self) -> list[Match]:
        """Those in post first, then who leaves a post, then whom a free post is left for."""
        self.recognise_renamed()
        for match in self.matches:
            self.find_held(match, exactly=True)
        for match in self.open():
            self.find_held(match, exactly=False)
        for match in self.open():
            self.ask_elsewhere(match)
        for match in self.open():
            self.place(match)
        return self.matches

    def open(self) -> Iterator[Match]:
        for match in self.matches:
            if match.entry.authority and not match.placed and match.question is None:
                yield match

    def claim(self, match: Match, position: KnownPosition, holding: KnownHolding | None) -> None:
        match.position, match.holding, match.placed = position, holding, True
        self.claimed.add(position.pk)
        if holding:
            self.held.add(holding.pk)

    def recognise_renamed(self) -> None:
        """A decision says that a holder only has a new address; then all its lines are theirs."""
        known = {person.pk: person for person in self.snapshot.people.values()}
        renamed: dict[str, KnownPerson] = {}
        for match in self.matches:
            verb, pk = match.decision(OCCUPIED)
            person = known.get(pk)
            if verb == SAME and person and person.email not in self.addresses:
                renamed.setdefault(match.entry.email, person)
                self.addresses.add(person.email)
        for match in self.matches:
            match.person = match.person or renamed.get(match.entry.email)

    def find_held(self, match: Match, *, exactly: bool) -> None:
        """By the number of the position or by its kind, else the only one at the place."""
        if match.person is None or match.entry.authority is None:
            return
        here = [
            holding
            for holding in match.person.holdings
            if holding.position.authority == match.entry.authority and holding.pk not in self.held
        ]
        number, kind = match.entry.position_number, match.entry.kind
        best = next((h for h in here if h.position.pk == number), None)
        best = best or next((h for h in here if h.position.kind == kind), None)
        if not exactly and here and (len(here) == 1 or kind is None):
            best = best or here[0]
        if best:
            self.claim(match, best.position, best)

    def ask_elsewhere(self, match: Match) -> None:
        """Somebody in post in one town stands in the list with another."""
        if match.person is None:
            return
        elsewhere = [h for h in match.person.holdings if h.pk not in self.held]
        if not elsewhere:
            return
        verb, pk = match.decision(ELSEWHERE)
        leaving = [holding for holding in elsewhere if holding.pk == pk]
        if verb == MOVES and leaving:
            match.ending = leaving
            self.freed.update(holding.position.pk for holding in leaving)
        elif verb != BOTH:
            ask_about_elsewhere(match, elsewhere)

    def place(self, match: Match) -> None:
        here = [
            position
            for position in self.snapshot.positions_at(match.entry.authority)
            if position.kind == match.kind and position.pk not in self.claimed
        ]
        if free := [position for position in here if self.is_free(position)]:
            self.claim(match, free[0], None)
            return
        occupied = [holding for position in here for holding in self.unlisted(position)]
        verb, pk = match.decision(OCCUPIED)
        leaving = next((h for h in occupied if h.position.pk == pk), None)
        if verb == FOLLOWS and leaving:
            match.ending.append(leaving)
            self.claim(match, leaving.position, None)
        elif occupied and verb != FURTHER:
            ask_about_occupied(match, occupied, self.addresses)
        else:
            match.placed = True

    def is_free(self, position: KnownPosition) -> bool:
        empty = position.state in (PositionState.VACANT, PositionState.PLANNED)
        return (empty and not position.holdings) or position.pk in self.freed

    def unlisted(self, position: KnownPosition) -> Iterator[KnownHolding]:
        """Holders whom the list does not name at this place: perhaps predecessors."""
        for holding in position.holdings:
            if (holding.email, position.authority) not in self.listed:
                yield holding


def ask_about_elsewhere(match: Match, holdings: list[KnownHolding]) -> None:
    towns = ", ".join(holding.position.authority_name for holding in holdings)
    moves = [
        choice(
            _("Wechsel: die Stelle in %(town)s wird frei")
            % {"town": holding.position.authority_name},
            elsewhere=f"{MOVES}-{holding.pk}",
        )
        for holding in holdings
    ]
    match.ask(
        ELSEWHERE,
        _("%(name)s hat bisher eine Stelle in %(towns)s.")
        % {"name": match.entry.name.plain, "towns": towns},
        *moves,
        choice(_("Beides: die bisherige Stelle bleibt"), elsewhere=BOTH),
    )


def ask_about_occupied(match: Match, holdings: list[KnownHolding], listed: set[str]) -> None:
    """Whoever stands in the list with the old address has no new one."""
    names = ", ".join(holding.name for holding in holdings)
    same = [
        choice(_("Ist dieselbe Person; die Adresse ist neu"), occupied=f"{SAME}-{holding.person}")
        for holding in holdings
        if match.person is None
        and holding.email not in listed
        and holding.name == match.entry.name.plain
    ]
    follows = [
        choice(
            _("Folgt auf %(name)s") % {"name": holding.name},
            occupied=f"{FOLLOWS}-{holding.position.pk}",
        )
        for holding in holdings
    ]
    match.ask(
        OCCUPIED,
        _("Diese Stelle hat bisher %(names)s und steht nicht in der Liste.") % {"names": names},
        *same,
        *follows,
        choice(_("Eine weitere Stelle"), occupied=FURTHER),
    )
