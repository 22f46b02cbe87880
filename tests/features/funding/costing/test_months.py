"""Month by month: which phase, which row, which pay, which special payment."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.features.funding.costing.grants import list_payers
from klimanetz.features.funding.costing.months import (
    cut_row,
    list_phases,
    list_rows,
    month_at,
    number_of,
)
from klimanetz.features.funding.costing.salary import (
    find_special,
    monthly_pay,
    pay_at,
    reckon_personnel,
    rises_until,
    runs_of_pay,
)
from tests.features.funding.costing.given import grant, post, state, together

RISE = Decimal("2.00")


@given(st.dates(date(2024, 3, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_a_month_and_its_number_belong_together(starts: date, number: int) -> None:
    month = month_at(starts, number)

    assert month.day == 1
    assert number_of(starts, month) == number


def test_rows_cover_every_month_once_in_their_order() -> None:
    phases = list(list_phases(together(grant("70")), together(grant("40", months=36)), 2))
    rows = list(list_rows(date(2027, 9, 1), phases))

    assert [(phase.name, phase.begins, phase.ends) for phase in phases] == [
        ("initial", 0, 24), ("follow_up", 24, 60), ("permanent", 60, 84),
    ]  # fmt: skip
    assert rows[0].begins == 0
    assert rows[-1].ends == 84
    assert all(before.ends == after.begins for before, after in pairwise(rows))
    assert all(month_at(date(2027, 9, 1), row.begins).year == row.year for row in rows)


def test_a_phase_lasts_as_long_as_its_longest_grant_and_is_cut_where_another_ends() -> None:
    combination = together(grant("40", months=18), state("30", months=30))
    (phase,) = list_phases(combination, None, 0)
    payers = list(list_payers(phase, combination))
    rows = list(list_rows(date(2027, 1, 1), [phase]))

    assert phase.ends == 30
    pieces = [list(cut_row(row, [payer.ends for payer in payers])) for row in rows]
    assert pieces == [[(0, 12)], [(12, 18), (18, 24)], [(24, 30)]]


@pytest.mark.parametrize(
    ("month", "rises", "pay"),
    [
        ("2025-03-01", 0, "4765.62"),
        ("2025-04-01", 0, "4908.59"),
        ("2026-04-01", 0, "4908.59"),
        ("2026-05-01", 0, "5046.03"),
        ("2027-04-01", 0, "5046.03"),
        ("2027-05-01", 1, "5146.95"),  # 5.046,03 × 1,02 = 5.146,9506
        ("2028-04-01", 1, "5146.95"),
        ("2028-05-01", 2, "5249.89"),  # 5.146,95 × 1,02 = 5.249,889
    ],
)
def test_pay_follows_the_tables_and_then_rises_each_may(month: str, rises: int, pay: str) -> None:
    day = date.fromisoformat(month)

    assert rises_until(day) == rises
    assert monthly_pay("E11", 3, day, RISE) == Decimal(pay)


def test_steps_rise_after_their_time_in_the_month_of_the_start() -> None:
    began = post("E10", 1, "2027-07-15")

    assert pay_at(began, 11) == Decimal("4124.53")
    assert pay_at(began, 12) == Decimal("4438.16")
    assert pay_at(began, 12 + 23) == Decimal("4438.16")
    assert pay_at(began, 12 + 24) == Decimal("4794.69")
    assert list(runs_of_pay(began, 9, 14)) == [(3, Decimal("4124.53")), (2, Decimal("4438.16"))]


@pytest.mark.parametrize(
    ("starts", "months", "base"),
    [
        ("2027-01-01", 12, "4124.53"),
        ("2027-06-01", 7, "4124.53"),
        ("2027-08-01", 5, "4124.53"),
        ("2027-09-01", 4, "4124.53"),
        ("2027-10-01", 3, "4124.53"),
        ("2027-11-01", 2, "4124.53"),
    ],
)
def test_the_special_payment_of_the_first_year_is_for_the_months_of_it(
    starts: str, months: int, base: str
) -> None:
    special = find_special(post("E10", 1, starts), 2027)

    assert (special.months, special.base) == (months, Decimal(base))
    assert special.percent == 85


def test_the_special_payment_is_reckoned_from_the_average_of_three_months() -> None:
    """Step 2 from August: (4.124,53 + 2 × 4.438,16) / 3 = 4.333,6166… → 4.333,62."""
    special = find_special(post("E10", 1, "2027-08-01"), 2028)

    assert special.base == Decimal("4333.62")
    assert special.months == 12


def test_before_2026_the_special_payment_was_less_and_differed() -> None:
    middle = find_special(post("E11", 3, "2025-01-01"), 2025)
    upper = find_special(post("E13", 3, "2025-01-01"), 2025)

    assert (middle.percent, upper.percent) == (Decimal("70.28"), Decimal("51.78"))


@pytest.mark.parametrize(
    ("begins", "ends", "leaves", "is_paid"),
    [
        (0, 12, None, True),  # the post goes on
        (0, 11, None, True),  # a row that ends with November
        (0, 10, None, False),  # November is not among its months
        (0, 11, 11, False),  # who leaves at the end of November is not employed in December
        (0, 12, 12, True),
    ],
)
def test_the_special_payment_is_in_its_november_for_who_stays(
    begins: int, ends: int, leaves: int | None, is_paid: bool
) -> None:
    personnel = reckon_personnel(post("E11", 3, "2027-01-01"), begins, ends, leaves)

    assert (personnel.special is not None) is is_paid
    assert personnel.total == personnel.pay + personnel.special_euros + personnel.employer


@given(st.integers(1, 12), st.integers(1, 12))
def test_what_has_come_up_never_falls_while_a_year_goes_on(month: int, until: int) -> None:
    one = post("E12", 2, f"2027-{month:02d}-01", share="0.6", rise="2")
    last = min(until, 13 - month)
    totals = [reckon_personnel(one, 0, ends, None).total for ends in range(1, last + 1)]

    assert totals == sorted(totals)
