"""What the organisers see of introductions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.components import Step, StepState
from klimanetz.people.models import Person
from klimanetz.roster.history import Event, read_history
from klimanetz.roster.introductions.models import (
    PATIENCE,
    Introduction,
    Proposal,
    Side,
    State,
)

#: So many of the settled ones are listed; the older ones are history.
SETTLED = 50


@dataclass(frozen=True, slots=True)
class Row:
    introduction: Introduction
    proposal: Proposal | None

    @property
    def waits_long(self) -> bool:
        return self.proposal is not None and waits_long(self.introduction, self.proposal)


@dataclass(frozen=True, slots=True)
class Shelf:
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Question:
    """An introduction that waits for the answer of the reader."""

    introduction: Introduction
    side: Side
    key: str
    name: str


def who_waits_for(person: Person) -> list[Question]:
    """One query."""
    rows = Proposal.objects.waiting_for(person).select_related("introduction", "contact")
    return [
        Question(
            row.introduction,
            side,
            row.key(side),
            row.introduction.name if side == Side.CONTACT else row.contact.full_name,
        )
        for row in rows.order_by("proposed_at", "pk")
        for side in [row.side_of(person)]
    ]


def waits_long(introduction: Introduction, proposal: Proposal) -> bool:
    asked = introduction.state == State.PROPOSED
    return asked and proposal.proposed_at < timezone.now() - PATIENCE


def list_introductions(organiser: Person) -> list[Shelf]:
    """What waits for the organisers first; the oldest question first. Four queries."""
    visible = Introduction.objects.visible_to(organiser).prefetch_related(
        Prefetch(
            "proposals",
            Proposal.objects.filter(closed_at=None).select_related("contact"),
            to_attr="current",
        )
    )
    standing = list(visible.filter(state__in=(State.OPEN, State.PROPOSED)).order_by("asked_at"))
    settled = list(visible.filter(state__in=(State.AGREED, State.CLOSED))[:SETTLED])
    rows = [Row(one, next(iter(one.current), None)) for one in [*standing, *settled]]  # type: ignore[attr-defined]
    shelves = (
        (_("Sie suchen jemanden"), {State.OPEN}),
        (_("Beide sind gefragt"), {State.PROPOSED}),
        (_("Abgeschlossen"), {State.AGREED, State.CLOSED}),
    )
    return [
        Shelf(title, [row for row in rows if row.introduction.state in states])
        for title, states in shelves
    ]


@dataclass(frozen=True, slots=True)
class File:
    """One introduction for the office."""

    introduction: Introduction
    steps: Sequence[Step]
    current: Proposal | None
    declined: Sequence[Proposal]
    waits_long: bool
    asker_agreed: bool
    contact_agreed: bool
    history: Sequence[Event]

    @property
    def is_open(self) -> bool:
        return self.introduction.state == State.OPEN

    @property
    def is_proposed(self) -> bool:
        return self.introduction.state == State.PROPOSED

    @property
    def is_agreed(self) -> bool:
        return self.introduction.state == State.AGREED


def open_introduction(introduction: Introduction) -> File:
    proposals = list(introduction.proposals.select_related("contact"))
    current = next((one for one in proposals if one.closed_at is None), None)
    return File(
        introduction=introduction,
        steps=draw_steps(introduction),
        current=current,
        declined=[one for one in proposals if one.closed_at],
        waits_long=current is not None and waits_long(introduction, current),
        asker_agreed=bool(current and current.agreed_at(Side.ASKER)),
        contact_agreed=bool(current and current.agreed_at(Side.CONTACT)),
        history=read_history(introduction),
    )


def draw_steps(introduction: Introduction) -> list[Step]:
    """From the question to what came of it."""
    labels = (_("gefragt"), _("jemand ist vorgeschlagen"), _("in Kontakt"), _("Ergebnis notiert"))
    reached = {State.OPEN: 1, State.PROPOSED: 2, State.AGREED: 3, State.CLOSED: 1}
    now = reached[State(introduction.state)] + bool(introduction.outcome)
    return [Step(label, state_of(n, now, introduction)) for n, label in enumerate(labels)]


def state_of(number: int, now: int, introduction: Introduction) -> StepState:
    if number < now:
        return "done"
    if introduction.state == State.CLOSED:
        return "skipped"
    return "now" if number == now else "next"
