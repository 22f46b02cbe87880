"""One line for each position: who held it when, who paid for it, when nobody was there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Value
from django.utils import timezone

from klimanetz.roster.models import FundingPeriod, Holding, Position, PositionState
from klimanetz.roster.succession.models import Decision
from klimanetz.roster.succession.terms import months_left

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, either of which may be open; `person` is nought for a programme."""

    label: str
    starts: date | None
    ends: date | None
    person: int = 0

    def covers(self, day: date) -> bool:
        return (self.starts or day) <= day <= (self.ends or day)

    @property
    def has_begun(self) -> bool:
        return self.starts is None or self.starts <= timezone.localdate()


@dataclass(frozen=True, slots=True)
class Line:
    """`ends` is when the position runs out, by its term or by the money that pays for it."""

    position: Position
    holders: Sequence[Span]
    funding: Sequence[Span]
    vacancies: Sequence[Span]
    ends: date | None
    decision: Decision

    @property
    def current(self) -> list[Span]:
        """Who holds it today."""
        return [span for span in self.holders if span.covers(timezone.localdate())]

    @property
    def coming(self) -> list[Span]:
        return [span for span in self.holders if not span.has_begun]

    @property
    def vacant_since(self) -> date | None:
        if self.position.state != PositionState.VACANT:
            return None
        today = timezone.localdate()
        return next((gap.starts for gap in self.vacancies if gap.covers(today)), None)

    @property
    def paying(self) -> Span | None:
        """The programme that pays now, else the next or the last one."""
        today = timezone.localdate()
        running = [span for span in self.funding if span.covers(today)]
        return next(reversed(running or self.funding), None)

    @property
    def is_undecided(self) -> bool:
        """It ends within a year, and nobody has said what follows."""
        return bool(self.urgency) and self.decision == Decision.OPEN

    @property
    def urgency(self) -> str:
        """The badge of its end: lost, or within a year."""
        if self.ends is None or self.position.state == PositionState.ENDED:
            return ""
        if self.ends < timezone.localdate():
            return "loss"
        return "now" if months_left(self.ends) < 12 else ""


def read_lines(positions: Iterable[Position]) -> list[Line]:
    """`positions` know `term_end` and `decision`; one query for who holds and pays for them."""
    positions = list(positions)
    spans = read_spans([position.pk for position in positions])
    return [make_line(position, spans[position.pk]) for position in positions]


def make_line(position: Position, spans: Sequence[Span]) -> Line:
    holders = [span for span in spans if span.person]
    return Line(
        position=position,
        holders=holders,
        funding=[span for span in spans if not span.person],
        vacancies=find_gaps(position, holders),
        ends=position.term_end,  # type: ignore[attr-defined]
        decision=Decision(position.decision),  # type: ignore[attr-defined]
    )


def read_spans(positions: Sequence[int]) -> dict[int, list[Span]]:
    """Holders and programmes of positions in the order of their beginning; one query."""
    holders = Holding.objects.filter(position__in=positions).order_by()
    periods = FundingPeriod.objects.filter(position__in=positions).order_by()
    nothing = Value("")
    rows = holders.values_list(
        "position_id", "starts", "ends", "person_id",
        "person__title", "person__first_name", "person__last_name",
    ).union(
        periods.values_list(
            "position_id", "starts", "ends", Value(0), nothing, nothing, "programme"
        ),
        all=True,
    )  # fmt: skip
    found: dict[int, list[Span]] = defaultdict(list)
    ordered = sorted(
        rows.order_by("position_id"),
        key=lambda row: (row[1] or date.min, row[2] or date.max, row[6]),
    )
    for position, starts, ends, person, *names in ordered:
        found[position].append(Span(" ".join(filter(None, names)), starts, ends, person))
    return found


def find_gaps(position: Position, holders: Sequence[Span]) -> list[Span]:
    """When a position stood without anybody in it; before it began nobody is missed."""
    gaps: list[Span] = []
    free_from = position.starts
    for span in holders:
        if free_from and span.starts and span.starts > free_from:
            gaps.append(Span("", free_from, span.starts - DAY))
        if span.ends is None:
            return gaps
        free_from = max(free_from or date.min, span.ends + DAY)
    if position.ends is None or free_from is None or free_from <= position.ends:
        gaps.append(Span("", free_from, position.ends))
    return gaps
