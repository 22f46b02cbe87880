"""When a series meets next: in its rhythm, and never in holidays. Today is 1 February 2027."""

from datetime import date

import pytest
import time_machine

from klimanetz.core.models import Network
from klimanetz.features.meetings.models import Series, Week, Weekday
from klimanetz.features.meetings.series.dates import propose_dates, usual_day
from klimanetz.features.meetings.series.models import SchoolBreak

TODAY = date(2027, 2, 1)


@pytest.fixture
def quarterly(network: Network, clock: time_machine.Traveller) -> Series:
    return Series.objects.create(slug="netzwerktreffen", title="Netzwerktreffen")


def days(series: Series, *taken: date, today: date = TODAY) -> list[date]:
    return [one.day for one in propose_dates(series, taken, today)]


def test_four_dates_are_proposed_a_quarter_apart(quarterly: Series) -> None:
    assert days(quarterly) == [
        date(2027, 3, 18),
        date(2027, 6, 17),
        date(2027, 9, 16),
        date(2027, 12, 16),
    ]


@pytest.mark.parametrize(
    ("week", "weekday", "expected"),
    [
        (Week.FIRST, Weekday.MONDAY, date(2027, 3, 1)),
        (Week.SECOND, Weekday.TUESDAY, date(2027, 3, 9)),
        (Week.FOURTH, Weekday.FRIDAY, date(2027, 3, 26)),
        (Week.LAST, Weekday.WEDNESDAY, date(2027, 3, 31)),
        (Week.LAST, Weekday.THURSDAY, date(2027, 3, 25)),
    ],
)
def test_the_usual_day_of_a_month(week: Week, weekday: Weekday, expected: date) -> None:
    assert usual_day(Series(week=week, weekday=weekday), 2027, 3) == expected


def test_a_date_in_school_holidays_moves_to_the_nearest_free_week(quarterly: Series) -> None:
    quarterly.week = Week.FOURTH  # 25 March 2027 lies in the Easter holidays of Thuringia
    first = propose_dates(quarterly, (), TODAY)[0]
    assert first.moved
    assert (first.day, first.usual, first.because) == (
        date(2027, 3, 18), date(2027, 3, 25), "Osterferien",
    )  # fmt: skip


def test_a_date_on_a_public_holiday_moves(quarterly: Series) -> None:
    quarterly.first_month, quarterly.week = 5, Week.FIRST
    first = propose_dates(quarterly, (), TODAY)[0]
    assert first.usual == date(2027, 5, 6)
    assert first.because == "Christi Himmelfahrt"
    assert first.day == date(2027, 5, 13)


def test_the_holidays_of_another_land_do_not_matter(quarterly: Series) -> None:
    Network.objects.update(land="09")
    quarterly.week = Week.FOURTH
    assert days(quarterly)[0] == date(2027, 3, 25)


def test_holidays_of_one_land_alone_count_there(quarterly: Series) -> None:
    quarterly.first_month, quarterly.weekday = 9, Weekday.MONDAY
    proposed = propose_dates(quarterly, (), date(2027, 8, 1))[0]
    assert (proposed.usual, proposed.because) == (date(2027, 9, 20), "Weltkindertag")
    Network.objects.update(land="06")
    assert days(quarterly, today=date(2027, 8, 1))[0] == date(2027, 9, 20)


def test_a_month_that_has_its_meeting_is_left_out(quarterly: Series) -> None:
    assert days(quarterly, date(2027, 3, 11), date(2027, 9, 30))[:2] == [
        date(2027, 6, 17),
        date(2027, 12, 16),
    ]


def test_nobody_is_asked_to_come_within_two_weeks(quarterly: Series) -> None:
    assert days(quarterly, today=date(2027, 3, 5))[0] == date(2027, 6, 17)


def test_where_no_week_near_is_free_the_usual_day_stands_with_its_reason(
    quarterly: Series,
) -> None:
    SchoolBreak.objects.create(
        land="16", name="Sanierung", first_day=date(2027, 2, 20), last_day=date(2027, 4, 30)
    )
    first = propose_dates(quarterly, (), TODAY)[0]
    assert not first.moved
    assert first.because == "Sanierung"
