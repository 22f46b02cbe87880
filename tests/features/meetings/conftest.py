"""A meeting, people invited to it, and their mailboxes. Today is Monday, 1 February 2027."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from icalendar import Calendar

from klimanetz.core.jobs import registered_jobs
from klimanetz.core.models import Network
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.guest_list import Invitee
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.mail.models import Mail
from klimanetz.mail.preview import Preview, preview_mail
from klimanetz.people.models import Person

BERLIN = ZoneInfo("Europe/Berlin")
VIDEO = "https://video.example/netzwerk"


def berlin(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BERLIN)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(berlin(2, 1, 9), tick=False) as traveller:
        yield traveller


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads reach through connections of their own, as workers do.

    SQLite's test database is in memory, where connections share one cache and its locks: not
    what runs in production. So it is copied into a file for this test.
    """
    if connection.vendor != "sqlite":
        yield
        return
    file, memory = str(tmp_path / "shared.sqlite3"), connection.connection
    with closing(sqlite3.connect(file)) as copy:
        memory.backup(copy)
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"], connection.connection = file, None
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, memory


type MakeMeeting = Callable[..., Meeting]


@pytest.fixture
def make_meeting(network: Network, clock: time_machine.Traveller) -> MakeMeeting:
    """Plans a meeting on 17 March 2027, on site in Ilmenau and online; answers by 10 March."""

    def make(**fields: object) -> Meeting:
        facts: dict[str, Any] = {
            "title": "Netzwerktreffen",
            "description": "Wärmeplanung in kleinen Gemeinden.",
            "starts_at": berlin(3, 17, 10),
            "ends_at": berlin(3, 17, 14),
            "answer_by": berlin(3, 10, 23, 59),
            "venue": "Rathaus",
            "address": "Am Markt 1, 98693 Ilmenau",
            "directions": "Vom Bahnhof zehn Minuten zu Fuß.",
            "video_url": VIDEO,
        }
        return actions.plan(Meeting(**(facts | fields)), actor="Olga")

    return make


@pytest.fixture
def meeting(make_meeting: MakeMeeting) -> Meeting:
    return make_meeting()


type Invite = Callable[..., list[Invitation]]


@pytest.fixture
def invite() -> Invite:
    """Invites people (or guests by name) and returns their invitations in the same order."""

    def invited(meeting: Meeting, *who: Person | str) -> list[Invitation]:
        invitees = [as_invitee(one) for one in who]
        actions.invite(meeting, invitees, actor="Olga")
        rows = Invitation.objects.filter(meeting=meeting.pk).select_related("meeting")
        found = {one.email: one for one in rows}
        return [found[invitee.email] for invitee in invitees]

    return invited


def as_invitee(who: Person | str) -> Invitee:
    if isinstance(who, Person):
        return Invitee(who.full_name, who.email, language=who.language, person_id=who.pk)
    return Invitee(who, f"{who.lower()}@gast.example")


def mails_to(address: str) -> list[Mail]:
    return list(Mail.objects.filter(address=address).select_related("letter").order_by("pk"))


def purposes_to(address: str) -> list[str]:
    """What a mailbox got, in order: `invitation`, `confirmation` …"""
    return [mail.letter.purpose.removeprefix("meetings.") for mail in mails_to(address)]


def last_mail(address: str) -> Preview:
    """The newest mail of a mailbox as its reader sees it."""
    mail = preview_mail(mails_to(address)[-1])
    return replace(mail, text=mail.text.replace("\r\n", "\n"))


def told(address: str) -> str:
    """The text of the newest mail of a mailbox, wherever its lines break."""
    return " ".join(last_mail(address).text.split())


@dataclass(frozen=True)
class Seen:
    """The one event of a calendar text, as a calendar program reads it back."""

    method: str
    uid: str
    sequence: int
    status: str
    title: str
    location: str
    description: str
    starts_at: datetime
    ends_at: datetime
    stamp: datetime
    organiser: str
    attendee: str
    partstat: str
    properties: frozenset[str]


def entry(calendar: str) -> Seen:
    read: Any = Calendar.from_ical(calendar)
    (event,) = read.walk("VEVENT")
    attendee = event.get("ATTENDEE")
    return Seen(
        method=str(read["METHOD"]),
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        status=str(event["STATUS"]),
        title=str(event["SUMMARY"]),
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        starts_at=event.start,
        ends_at=event.end,
        stamp=event["DTSTAMP"].dt,
        organiser=str(event["ORGANIZER"]),
        attendee=str(attendee or ""),
        partstat=str(attendee.params.get("PARTSTAT", "")) if attendee else "",
        properties=frozenset(event),
    )


def run_jobs() -> int:
    """What the worker does at every tick."""
    return sum(job() for job in registered_jobs() if "meetings" in job.__module__)
