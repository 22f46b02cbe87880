"""What the cases add up to. Pure: rows in, figures out."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median, quantiles
from typing import Final, NamedTuple

from klimanetz.features.advising.models import CLOSED, LOST, WAITING, ApplicationState

#: A case is as old as the first of these whose days it has not passed; the last has no bound.
AGES: Final = (91, 183, 365, 730)


class CaseFacts(NamedTuple):
    """`district` is the five-digit key. `filled_on`: its position was created on that day."""

    pk: int
    stage: str
    district: str
    opened_on: date
    closed_on: date | None = None
    filled_on: date | None = None
    reason: str = ""


class MoveFacts(NamedTuple):
    case: int
    left: str
    reached: str
    on: date


class ApplicationFacts(NamedTuple):
    district: str
    state: str
    applied: Decimal | None = None
    granted: Decimal | None = None
    submitted_on: date | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Days: the middle one, and between which the middle half lies."""

    count: int
    lower: int
    middle: int
    upper: int


@dataclass(slots=True)
class Grants:
    """Applications that were sent off; those still prepared count for nothing."""

    submitted: int = 0
    waiting: int = 0
    won: int = 0
    refused: int = 0
    applied_euros: Decimal = Decimal(0)
    won_euros: Decimal = Decimal(0)


@dataclass(slots=True)
class Cut:
    """What happened in one year, or in one district."""

    opened: int = 0
    lost: int = 0
    positions: int = 0
    grants: Grants = field(default_factory=Grants)


def is_open(case: CaseFacts) -> bool:
    return case.stage not in CLOSED


def age_class(days: int) -> int:
    """The index of the first bound not passed; the last index is beyond all of them."""
    return next((index for index, most in enumerate(AGES) if days <= most), len(AGES))


def count_ages(cases: Iterable[CaseFacts], today: date) -> dict[str, list[int]]:
    """Open cases by stage, and in each by how long ago they began."""
    counted: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(AGES) + 1))
    for case in cases:
        if is_open(case):
            counted[case.stage][age_class((today - case.opened_on).days)] += 1
    return dict(counted)


def oldest_open(cases: Iterable[CaseFacts]) -> date | None:
    return min((case.opened_on for case in cases if is_open(case)), default=None)


def by_case(moves: Iterable[MoveFacts]) -> dict[int, list[MoveFacts]]:
    """In the order in which they happened; moves of one day as they were entered."""
    found: defaultdict[int, list[MoveFacts]] = defaultdict(list)
    for move in moves:
        found[move.case].append(move)
    return {case: sorted(rows, key=lambda row: row.on) for case, rows in found.items()}


def days_in_stages(moves: Iterable[MoveFacts]) -> dict[str, list[int]]:
    """How long each case stood in each stage that it has left."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    for rows in by_case(moves).values():
        for before, after in pairwise(rows):
            days[before.reached].append((after.on - before.on).days)
    return dict(days)


def days_to(stage: str, moves: Iterable[MoveFacts]) -> list[int]:
    """From the first move of each case until it reached `stage` for the first time."""
    days = []
    for rows in by_case(moves).values():
        reached = next((row.on for row in rows if row.reached == stage), None)
        if reached is not None:
            days.append((reached - rows[0].on).days)
    return days


def spread(days: Iterable[int]) -> Spread | None:
    """Nothing where there is nothing to count; a single case is its own quartiles."""
    known = sorted(days)
    if not known:
        return None
    lower, _middle, upper = quantiles(known, method="inclusive") if len(known) > 1 else known * 3
    return Spread(len(known), round(lower), round(median(known)), round(upper))


def add_up(applications: Iterable[ApplicationFacts]) -> Grants:
    total = Grants()
    for one in applications:
        if one.submitted_on is not None:
            count(total, one)
    return total


def count(total: Grants, one: ApplicationFacts) -> None:
    total.submitted += 1
    total.applied_euros += one.applied or 0
    total.waiting += one.state in WAITING
    total.refused += one.state == ApplicationState.REFUSED
    if one.state == ApplicationState.GRANTED:
        total.won += 1
        total.won_euros += one.granted or 0


def cut_by_year(
    cases: Iterable[CaseFacts], applications: Iterable[ApplicationFacts]
) -> dict[int, Cut]:
    """Each thing in the year in which it happened; an application in that of its submission."""
    years: defaultdict[int, Cut] = defaultdict(Cut)
    for case in cases:
        years[case.opened_on.year].opened += 1
        if case.closed_on and case.stage in LOST:
            years[case.closed_on.year].lost += 1
        if case.filled_on:
            years[case.filled_on.year].positions += 1
    for one in applications:
        if one.submitted_on:
            count(years[one.submitted_on.year].grants, one)
    return dict(sorted(years.items()))


def cut_by_district(
    cases: Iterable[CaseFacts], applications: Iterable[ApplicationFacts]
) -> dict[str, Cut]:
    districts: defaultdict[str, Cut] = defaultdict(Cut)
    for case in cases:
        cut = districts[case.district]
        cut.opened += 1
        cut.lost += case.stage in LOST
        cut.positions += case.filled_on is not None
    for one in applications:
        if one.submitted_on:
            count(districts[one.district].grants, one)
    return dict(sorted(districts.items()))


def count_reasons(cases: Iterable[CaseFacts]) -> list[tuple[str, str, int]]:
    """Of lost cases: stage, reason and how often; the same words in other capitals are the same."""
    counted: Counter[tuple[str, str]] = Counter()
    written: dict[tuple[str, str], str] = {}
    for case in cases:
        if case.stage in LOST:
            key = (case.stage, " ".join(case.reason.casefold().split()).rstrip("."))
            counted[key] += 1
            written.setdefault(key, case.reason.strip())
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [(stage, written[stage, reason], number) for (stage, reason), number in ordered]
