"""Positions that run out: the first pain of every network, so that nobody notices too late."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from klimanetz.roster.models import Holding, Position

#: A follow-up grant needs a resolution of the council and months of lead.
AHEAD = timedelta(days=365)
#: The list of people shows all of them.
MOST_ENDINGS = 6


@dataclass(frozen=True, slots=True)
class Ending:
    """A position that runs out within a year."""

    position: Position
    holders: str
    ends: date
    days: int


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
        Position.objects.standing()
        .filter(ends__gte=today, ends__lte=today + AHEAD)
        .select_related("authority")
        .order_by("ends", "pk")
    )
    next_ones = list(positions[:MOST_ENDINGS])
    holders = find_holders(next_ones)
    found = [
        Ending(p, holders.get(p.pk, ""), p.ends, (p.ends - today).days) for p in next_ones if p.ends
    ]
    return Endings(positions.count(), found)


def find_holders(positions: list[Position]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    rows = Holding.objects.valid().filter(position__in=positions).select_related("person")
    for holding in rows.order_by("pk"):
        names.setdefault(holding.position_id, []).append(holding.person.full_name)
    return {pk: ", ".join(people) for pk, people in names.items()}
