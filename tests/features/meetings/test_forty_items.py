"""A meeting with 40 items and 300 invitations, where every room has something to show."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from klimanetz.features.meetings.actions import answer, hold
from klimanetz.features.meetings.agenda.models import Material
from klimanetz.features.meetings.company.models import Companion
from klimanetz.features.meetings.feedback.models import Opinion, Round
from klimanetz.features.meetings.minutes import actions as minutes
from klimanetz.features.meetings.minutes.actions import Typed
from klimanetz.features.meetings.minutes.models import Kind, Readers
from klimanetz.features.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    ItemKind,
    Meeting,
    Mode,
    Reply,
    Source,
)
from klimanetz.features.meetings.programme import write_programme
from klimanetz.features.meetings.replies.models import CalendarReply, Why, Word
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, MakeMeeting, berlin
from tests.features.meetings.reading import count_queries, words

ITEMS, INVITED = 40, 300
#: For one page, whatever stands on it.
MOST = 10


class Full(NamedTuple):
    meeting: Meeting
    organiser: Client
    member: Client
    clock: time_machine.Traveller

    @property
    def desk(self) -> str:
        return f"/verwaltung/treffen/{self.meeting.slug}/"

    @property
    def page(self) -> str:
        return self.meeting.get_absolute_url()


@pytest.fixture
def full(
    make_meeting: MakeMeeting, manager: Person, organiser: Person, invite: Invite,
    sign_in: SignIn, clock: time_machine.Traveller,
) -> Full:  # fmt: skip
    meeting = make_meeting(seats=200, online_seats=200)
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, position=n, title=f"Punkt {n}", duration=5, kind=ItemKind.PRACTICE
        )
        for n in range(ITEMS)
    )
    Material.objects.bulk_create(
        Material(item=one, title="Folien", link="https://folien.example/") for one in items
    )
    Meeting.objects.filter(pk=meeting.pk).update(programme=write_programme(meeting))
    (mine,) = invite(meeting, manager)
    Invitation.objects.bulk_create(
        Invitation(
            meeting=meeting, name=f"Gast {n}", email=f"gast{n}@gast.example",
            reply=(Reply.ON_SITE, Reply.ONLINE, Reply.OPEN)[n % 3],
        )
        for n in range(INVITED - 1)
    )  # fmt: skip
    answer(mine, Reply.ON_SITE, source=Source.LINK)
    Companion.objects.bulk_create(
        Companion(host=mine, name=f"Begleitung {n}", email=f"b{n}@gast.example") for n in range(3)
    )
    CalendarReply.objects.bulk_create(
        CalendarReply(
            meeting=meeting, invitation=mine, key=f"k{n}", word=Word.ACCEPTED, why=Why.COMMENT,
            comment="Ich komme später.",
        )
        for n in range(3)
    )  # fmt: skip
    return Full(meeting, sign_in(organiser), sign_in(manager), clock)


@pytest.fixture
def over(full: Full, organiser: Person) -> Full:
    """Everyone was there, the minutes are released, and people said what they thought."""
    full.clock.move_to(berlin(3, 17, 15))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=full.meeting, invitation=one, name=one.name,
            email=one.email, mode=Mode.ON_SITE, came_at=full.meeting.starts_at,
        )
        for one in full.meeting.invitations.all()
    )  # fmt: skip
    held = hold(full.meeting, actor="Olga")
    for n, item in enumerate(held.agenda.all()):
        kind = (Kind.INFORMATION, Kind.DECISION, Kind.ACTION)[n % 3]
        typed = Typed(
            key=f"e{n}", text=f"Satz {n}.", item=item.pk, kind=kind,
            owner="Mika Managerin" if kind == Kind.ACTION else "",
            due_on=date(2027, 4, 15) if kind == Kind.ACTION else None,
        )  # fmt: skip
        minutes.write(held, typed, actor=organiser)
    minutes.open_review(held, date(2027, 3, 24), actor="Olga")
    minutes.release(
        Meeting.objects.get(pk=held.pk), readers=Readers.PUBLIC, extract={"e1"}, actor=organiser
    )
    asked = Round.objects.create(meeting=held, asked_at=timezone.now())
    Opinion.objects.bulk_create(
        Opinion(round=asked, useful=4, time_well_spent=3, had_a_say=2, comment=f"Gut {n}")
        for n in range(8)
    )
    full.clock.shift(timedelta(days=1))
    return full


def test_the_page_of_the_organisers(full: Full) -> None:
    said = words(full.organiser.get(full.desk))
    for shown in (
        "Antworten aus Kalendern",
        "3 Gäste von Mitgliedern warten",
        "Punkt 39",
        "Gast 298",
    ):
        assert shown in said
    assert count_queries(full.organiser, full.desk) <= MOST


def test_also_on_the_day(full: Full) -> None:
    full.clock.move_to(berlin(3, 17, 11))
    assert "Noch ist niemand eingetragen." in words(full.organiser.get(full.desk))
    assert count_queries(full.organiser, full.desk) <= MOST


def test_and_afterwards(over: Full) -> None:
    said = words(over.organiser.get(over.desk))
    for shown in ("300 Menschen waren dabei", "Rückmeldung", "Protokoll", "Punkt 39"):
        assert shown in said
    assert count_queries(over.organiser, over.desk) <= MOST


def test_the_page_of_a_member(full: Full) -> None:
    said = words(full.member.get(full.page))
    for shown in ("Ihre Antwort", "Punkt 39", "Folien"):
        assert shown in said
    assert count_queries(full.member, full.page) <= MOST


def test_which_holds_everything_afterwards(over: Full) -> None:
    """Agenda, slides, minutes, who was there, what is to be done, how it was."""
    said = words(over.member.get(over.page))
    for shown in ("Folien", "Satz 39.", "Gast 298", "gut genutzt"):
        assert shown in said
    assert count_queries(over.member, over.page) <= MOST


def test_a_visitor_costs_no_more(over: Full, client: Client) -> None:
    assert count_queries(client, over.page) <= MOST
    assert "Punkt 39" in words(client.get(over.page))
