"""Calendars (RFC 5545) as every part writes them, and entries that last whole days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event, Timezone, vText

#: The rule that has held since 1996, as every calendar program writes it; a test compares it
#: with the time zone database, year by year, so a change of the law is noticed.
TIMEZONE = Timezone.from_ical("""\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""")


@dataclass(frozen=True, slots=True)
class Day:
    """An entry without a time of day, which blocks nothing; `last` where it lasts longer.

    `key` names it for ever (`answer-12`): a calendar moves what it knows already. `stamp`: when
    it was changed. `path` leads to a page of ours.
    """

    key: str
    stamp: datetime
    first: date
    title: str
    last: date | None = None
    description: str = ""
    location: str = ""
    path: str = ""

    @property
    def event(self) -> Event:
        event = Event()
        event.add("uid", f"{self.key}@{urlsplit(settings.BASE_URL).hostname}")
        event.add("dtstamp", self.stamp.astimezone(UTC))
        event.add("dtstart", self.first)
        if self.last:
            event.add("dtend", self.last + timedelta(days=1))
        event.add("summary", self.title)
        event.add("transp", "TRANSPARENT")
        event.add("url", settings.BASE_URL + self.path)
        for name in ("description", "location"):
            if value := getattr(self, name).replace("\r\n", "\n"):
                event.add(name, value)
        return event


def make_calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Klimanetz//Klimanetz//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(TIMEZONE)
    return calendar


def make_feed(name: str) -> Calendar:
    """A calendar to subscribe to, empty yet."""
    calendar = make_calendar("PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    return calendar


def write_days(name: str, days: Iterable[Day]) -> str:
    """A subscription of whole days."""
    calendar = make_feed(name)
    for day in days:
        calendar.add_component(day.event)
    return write(calendar)


def write(calendar: Calendar) -> str:
    written: bytes = calendar.to_ical()
    return written.decode()


def calendar_file(text: str) -> HttpResponse:
    """A calendar, which every program opens by its type."""
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
