"""The months of a plan: which phase each belongs to, and where the rows of the plan begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from klimanetz.features.funding.combining import Combination

INITIAL: Final = "initial"
FOLLOW_UP: Final = "follow_up"
PERMANENT: Final = "permanent"

#: How long a grant is reckoned with where its rule does not say: the usual 2 + 3 years.
USUAL_MONTHS: Final = {INITIAL: 24, FOLLOW_UP: 36}


@dataclass(frozen=True, slots=True)
class Phase:
    """Months `begins` to `ends` (not included) of the plan, counted from 0."""

    name: str
    begins: int
    ends: int
    combination: Combination | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Of one calendar year and one phase: months `begins` to `ends` (not included) of the plan."""

    year: int
    phase: Phase
    begins: int
    ends: int

    @property
    def months(self) -> int:
        return self.ends - self.begins


def list_phases(
    initial: Combination | None, follow_up: Combination | None, permanent_years: int
) -> Iterator[Phase]:
    """Without those that have no months."""
    begins = 0
    for name, combination in ((INITIAL, initial), (FOLLOW_UP, follow_up)):
        if combination and combination.parts:
            ends = begins + months_of(combination, name)
            yield Phase(name, begins, ends, combination)
            begins = ends
    if permanent_years:
        yield Phase(PERMANENT, begins, begins + 12 * permanent_years)


def months_of(combination: Combination, phase: str) -> int:
    """As long as the grant that is paid longest."""
    known = [one.terms.duration_months for one in combination.parts if one.terms.duration_months]
    return max(known, default=USUAL_MONTHS[phase])


def month_at(starts: date, number: int) -> date:
    """The first day of the month so many months after that of the start."""
    years, month = divmod(starts.month - 1 + number, 12)
    return date(starts.year + years, month + 1, 1)


def number_of(starts: date, day: date) -> int:
    return (day.year - starts.year) * 12 + day.month - starts.month


def list_rows(starts: date, phases: Sequence[Phase]) -> Iterator[Row]:
    for phase in phases:
        numbers = range(phase.begins, phase.ends)
        for year, found in groupby(numbers, key=lambda number: month_at(starts, number).year):
            months = list(found)
            yield Row(year, phase, months[0], months[-1] + 1)


def cut_row(row: Row, at: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pieces of the row's months, cut where one of these months begins."""
    cuts = sorted({row.begins, row.ends, *(cut for cut in at if row.begins < cut < row.ends)})
    yield from pairwise(cuts)
