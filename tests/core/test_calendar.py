"""What all calendars of the product have in common."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from klimanetz.core import calendar
from klimanetz.core.calendar import Day, calendar_file, write_days

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2027, 2, 1, 12, tzinfo=UTC)


def test_the_time_zone_is_the_one_of_the_law_until_2050() -> None:
    component: Any = calendar.TIMEZONE
    told = component.to_tz()
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    while moment.year < 2050:
        wall = moment.astimezone(BERLIN)
        naive = wall.replace(tzinfo=None, fold=0)
        if wall.fold == 0:  # the doubled hour in October is told by its offset alone
            assert naive.replace(tzinfo=told).utcoffset() == wall.utcoffset(), wall
        moment += timedelta(hours=1 if wall.month in {3, 10} and wall.day > 24 else 12)


def test_a_day_is_an_entry_of_whole_days_that_blocks_nothing() -> None:
    days = [
        Day(
            "kurs-1", STAMP, date(2027, 3, 1), "Drei Tage", date(2027, 3, 3), "Eins\r\nZwei", "Jena"
        ),
        Day("frist-1", STAMP, date(2027, 4, 1), "Frist", path="/foerderung/"),
    ]
    read: Any = Calendar.from_ical(write_days("Termine", days))
    three, one = read.walk("VEVENT")
    assert (three["DTSTART"].dt, three["DTEND"].dt) == (date(2027, 3, 1), date(2027, 3, 4))
    assert three["DESCRIPTION"] == "Eins\nZwei"
    assert (three["LOCATION"], three["TRANSP"]) == ("Jena", "TRANSPARENT")
    assert one["DTSTART"].dt == date(2027, 4, 1)
    assert one["URL"].endswith("/foerderung/")
    assert one["UID"].startswith("frist-1@")
    assert read["X-WR-CALNAME"] == "Termine"


def test_a_calendar_opens_as_one() -> None:
    response = calendar_file(write_days("Termine", []))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
