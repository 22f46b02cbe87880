"""A position's years as a strip: how long it is there, who pays for it, and where today is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from klimanetz.roster.models import FundingPeriod, Position


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of the strip, in per cent of its length; `ends` is open where nothing ends it."""

    label: str
    starts: date | None
    ends: date | None
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    left: float


@dataclass(frozen=True, slots=True)
class Strip:
    position: Position
    post: Bar
    funding: tuple[Bar, ...]
    years: tuple[Year, ...]
    today: float
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole years from the first to the last that a strip shows."""

    first: int
    last: int

    def at(self, day: date) -> float:
        begin, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        share = (day - begin).days / (end - begin).days
        return round(min(max(share, 0), 1) * 100, 2)

    def bar(self, label: str, starts: date | None, ends: date | None) -> Bar:
        left = self.at(starts) if starts else 0.0
        right = self.at(ends) if ends else 100.0
        return Bar(label, starts, ends, left, round(right - left, 2))

    def years(self) -> tuple[Year, ...]:
        numbers = range(self.first, self.last + 1)
        return tuple(Year(number, self.at(date(number, 1, 1))) for number in numbers)


def draw_strip(position: Position, periods: Iterable[FundingPeriod]) -> Strip:
    """`periods` are those of the position, in the order of their beginning."""
    periods = tuple(periods)
    today = timezone.localdate()
    ends = None if position.permanent else position.ends
    days = [today, position.starts, ends, *(day for p in periods for day in (p.starts, p.ends))]
    known = [day.year for day in days if day]
    scale = Scale(min(known), max(max(known), today.year + 1))
    return Strip(
        position=position,
        post=scale.bar(position.get_kind_display(), position.starts, ends),
        funding=tuple(scale.bar(p.programme, p.starts, p.ends) for p in periods),
        years=scale.years(),
        today=scale.at(today),
        days_left=(ends - today).days if ends else None,
    )
