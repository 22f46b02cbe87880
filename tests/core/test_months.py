"""Months on the calendar: no day is invented, and none is skipped."""

from datetime import date

import pytest

from klimanetz.core.months import add_months


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2027, 1, 15), 12, date(2028, 1, 15)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
        (date(2027, 12, 31), 0, date(2027, 12, 31)),
    ],
)
def test_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, there: date) -> None:
    assert add_months(day, months) == there
