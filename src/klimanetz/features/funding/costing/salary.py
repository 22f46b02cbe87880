"""What is paid in a month, and what a run of months costs the employer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from klimanetz.features.funding.costing.months import month_at, number_of
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.costing.rounding import NOTHING, percent_of, to_cent
from klimanetz.features.funding.costing.tables import (
    PAY_TABLES,
    SPECIAL_PAYMENTS,
    STEP_TIMES,
    PayTable,
    SpecialPayment,
)

#: Pay rises on the first of this month, every year after that of the last table.
RISE_MONTH = 5
#: The months whose average the special payment is reckoned from; it is paid in November to
#: those who are still employed in December.
BASE_MONTHS, SPECIAL_MONTH = (7, 8, 9), 11


@dataclass(frozen=True, slots=True)
class Special:
    """The special payment of a year: `percent` of `base`, for `months` of twelve."""

    base: Decimal
    percent: Decimal
    months: int
    rule: SpecialPayment

    @property
    def euros(self) -> Decimal:
        return to_cent(percent_of(self.percent, self.base) * self.months / 12)


@dataclass(frozen=True, slots=True)
class Personnel:
    """Rounded line by line; `special` is of the November among the months, if there is one."""

    pay: Decimal
    special: Special | None
    employer: Decimal

    @property
    def total(self) -> Decimal:
        return self.pay + self.special_euros + self.employer

    @property
    def special_euros(self) -> Decimal:
        return self.special.euros if self.special else NOTHING


@lru_cache(maxsize=4096)
def monthly_pay(group: str, step: int, month: date, rise: Decimal) -> Decimal:
    """Full-time. After the last table it rises each May, rounded to the cent each time."""
    table = table_at(month)
    pay = table.monthly[group][step - 1]
    for _ in range(rises_until(month)):
        pay = to_cent(pay * (100 + rise) / 100)
    return pay


def table_at(month: date) -> PayTable:
    return next(table for table in reversed(PAY_TABLES) if table.valid_from <= month)


def rises_until(month: date) -> int:
    """How often pay has risen by then since the last table, which is itself no assumption."""
    return max(0, month.year - (month.month < RISE_MONTH) - PAY_TABLES[-1].valid_from.year)


def pay_at(post: Post, number: int) -> Decimal:
    """Full-time, in the month of this number."""
    step = STEP_TIMES.step_after(number, post.step)
    return monthly_pay(post.group, step, month_at(post.starts, number), post.rise)


def runs_of_pay(post: Post, begins: int, ends: int) -> Iterator[tuple[int, Decimal]]:
    """How many months in a row are paid alike."""
    for pay, months in groupby(pay_at(post, number) for number in range(begins, ends)):
        yield len(list(months)), pay


@lru_cache(maxsize=1024)
def reckon_personnel(post: Post, begins: int, ends: int, leaves: int | None) -> Personnel:
    """Of months `begins` to `ends` (not included) of one year of the plan.

    `leaves` is the month after the last one of the post; None where it goes on.
    """
    year = month_at(post.starts, begins).year
    months = runs_of_pay(post, begins, ends)
    pay = to_cent(sum((count * pay for count, pay in months), NOTHING) * post.share)
    november = number_of(post.starts, date(year, SPECIAL_MONTH, 1))
    stays = leaves is None or november + 1 < leaves
    special = find_special(post, year) if stays and begins <= november < ends else None
    paid = pay + (special.euros if special else NOTHING)
    return Personnel(pay, special, to_cent(percent_of(post.statutory + post.supplementary, paid)))


def find_special(post: Post, year: int) -> Special:
    """From the months July to September that are paid, else from the first month."""
    rule = next(one for one in reversed(SPECIAL_PAYMENTS) if one.from_year <= year)
    first = number_of(post.starts, date(year, 1, 1))
    numbers = [first + month - 1 for month in BASE_MONTHS if first + month > 0] or [0]
    base = to_cent(sum(pay_at(post, one) for one in numbers) * post.share / len(numbers))
    return Special(base, rule.percent[post.group], min(12, 12 + first), rule)
