"""Positions that run out: the first pain of every network, so that nobody notices too late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from klimanetz.core.months import add_months
from klimanetz.roster.models import Holding, Position
from klimanetz.roster.succession.deciding import with_decision
from klimanetz.roster.succession.models import Decision
from klimanetz.roster.succession.terms import with_term_end

#: The list of positions shows all of them.
MOST_ENDINGS = 6


@dataclass(frozen=True, slots=True)
class Ending:
    """A position that runs out within a year, and what follows if that is known."""

    position: Position
    holders: str
    ends: date
    days: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Endings:
    count: int
    next_ones: list[Ending]

    @property
    def left_out(self) -> int:
        return self.count - len(self.next_ones)


def list_endings() -> Endings:
    """Positions that end within a year, the next ones first; three queries."""
    today = timezone.localdate()
    positions = (
        with_decision(with_term_end(Position.objects.standing()))
        .filter(term_end__gte=today, term_end__lte=add_months(today, 12))
        .select_related("authority")
        .order_by("term_end", "pk")
    )
    next_ones = list(positions[:MOST_ENDINGS])
    holders = find_holders(next_ones)
    found = [
        Ending(
            position=one,
            holders=holders.get(one.pk, ""),
            ends=one.term_end,
            days=(one.term_end - today) // timedelta(days=1),
            decision=Decision(one.decision),
        )
        for one in next_ones
    ]
    return Endings(positions.count(), found)


def find_holders(positions: Sequence[Position]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    rows = Holding.objects.valid().filter(position__in=positions).select_related("person")
    for holding in rows.order_by("pk"):
        names.setdefault(holding.position_id, []).append(holding.person.full_name)
    return {pk: ", ".join(people) for pk, people in names.items()}
