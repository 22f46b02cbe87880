"""What is to do before a position runs out, by when, and what is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from klimanetz.core.months import add_months
from klimanetz.roster.models import Position, PositionState
from klimanetz.roster.succession.models import Decision, FollowUp, FollowUpItem, Tick
from klimanetz.roster.succession.terms import months_left, with_term_end


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the checklist for one position; `tick` says who did it and when."""

    item: FollowUpItem
    due: date
    tick: Tick | None

    @property
    def is_late(self) -> bool:
        return self.tick is None and self.due < timezone.localdate()


@dataclass(frozen=True, slots=True)
class Plan:
    """Empty where the position has no end, as one that is permanent."""

    position: Position
    ends: date | None
    points: Sequence[Point]
    follow_up: FollowUp | None

    @property
    def decision(self) -> Decision:
        return Decision(self.follow_up.decision) if self.follow_up else Decision.OPEN

    @property
    def open_points(self) -> list[Point]:
        return [point for point in self.points if point.tick is None]

    @property
    def next_point(self) -> Point | None:
        """What to do next; nothing once it is clear that the position goes on or ends."""
        settled = self.decision in {Decision.PERMANENT, Decision.ENDS}
        return None if settled else next(iter(self.open_points), None)

    @property
    def waits(self) -> bool:
        """It ends, and nobody has said what follows."""
        return self.ends is not None and self.decision == Decision.OPEN

    @property
    def is_over(self) -> bool:
        return self.ends is not None and self.ends < timezone.localdate()

    @property
    def months(self) -> int | None:
        return months_left(self.ends) if self.ends else None


def make_plan(position: Position, ends: date | None) -> Plan:
    """`ends` is the end of its term as `find_term_end` tells it; three queries."""
    if ends is None or position.state == PositionState.ENDED:
        return Plan(position, None, (), None)
    follow_up = FollowUp.objects.filter(position=position, term_end=ends).first()
    return Plan(position, ends, read_points(position, ends), follow_up)


def find_term_end(position: Position) -> date | None:
    found = with_term_end(Position.objects.filter(pk=position.pk))
    return found.values_list("term_end", flat=True).get()


def read_points(position: Position, ends: date) -> list[Point]:
    """The points that stand, and those retired since somebody ticked them here."""
    ticks = Tick.objects.filter(position=position, term_end=ends).select_related("person")
    ticked = {tick.item_id: tick for tick in ticks.order_by("pk")}
    items = FollowUpItem.objects.filter(Q(retired_at__isnull=True) | Q(pk__in=ticked))
    return [
        Point(item, add_months(ends, -item.lead_months), ticked.get(item.pk))
        for item in items.order_by("-lead_months", "pk")
    ]
