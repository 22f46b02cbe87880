"""The next dates of a series, clear of holidays."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from klimanetz.features.meetings.models import Series, Week
from klimanetz.features.meetings.series.obstacles import Obstacles

#: So many are proposed: a year of quarterly meetings.
AHEAD = 4
#: In which order other weeks are tried where the usual day is taken.
OTHER_WEEKS = (1, -1, 2, -2, 3, -3)
#: A month has its meeting when there is one this near to its usual day.
NEAR = timedelta(days=21)
#: Nobody can come, or be asked in time, sooner than this.
LEAD = timedelta(days=14)


class Proposal(NamedTuple):
    """A day; where it is not the usual one, which that would be and what is then."""

    day: date
    usual: date
    because: str = ""

    @property
    def moved(self) -> bool:
        return self.day != self.usual


def propose_dates(series: Series, taken: Collection[date], today: date) -> list[Proposal]:
    """The next `AHEAD` days in the rhythm, without the months that have a meeting already."""
    usual = list(list_open_months(series, taken, today + LEAD))
    obstacles = Obstacles(usual[0] - NEAR, usual[-1] + NEAR)
    return [avoid(day, obstacles, earliest=today + LEAD) for day in usual]


def list_open_months(series: Series, taken: Collection[date], earliest: date) -> Iterator[date]:
    found = 0
    for year, month in walk_months(series, earliest.year):
        day = usual_day(series, year, month)
        if day < earliest or any(abs(day - one) <= NEAR for one in taken):
            continue
        yield day
        found += 1
        if found == AHEAD:
            return


def walk_months(series: Series, year: int) -> Iterator[tuple[int, int]]:
    """The months of the rhythm from the year on; every year begins with the first month."""
    while True:
        for month in range(1, 13):
            if (month - series.first_month) % series.every_months == 0:
                yield year, month
        year += 1


def usual_day(series: Series, year: int, month: int) -> date:
    """The third Thursday, or as the series has it."""
    first = date(year, month, 1)
    day = first + timedelta(days=(series.weekday - first.weekday()) % 7)
    if series.week != Week.LAST:
        return day + timedelta(weeks=series.week - 1)
    length = monthrange(year, month)[1]
    return day + timedelta(weeks=(length - day.day) // 7)


def avoid(usual: date, obstacles: Obstacles, *, earliest: date) -> Proposal:
    """The usual day, or the nearest free one on the same weekday within three weeks."""
    because = obstacles.on(usual)
    if not because:
        return Proposal(usual, usual)
    others = (usual + timedelta(weeks=weeks) for weeks in OTHER_WEEKS)
    free = (day for day in others if day >= earliest and not obstacles.on(day))
    return Proposal(next(free, usual), usual, because)
