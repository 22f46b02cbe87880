"""Calendar entries, read back by a calendar program, and what the standard asks of their text."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation
from icalendar import Calendar

from klimanetz.core.models import Network
from klimanetz.features.meetings import actions, calendar
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.guest_list import Invitee
from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, Source, State
from klimanetz.people.models import Person
from tests.features.meetings.conftest import (
    VIDEO,
    Invite,
    MakeMeeting,
    Seen,
    berlin,
    entry,
    last_mail,
)


def mailed(invitation: Invitation) -> Seen:
    return entry(last_mail(invitation.email).calendar)


# In a mail


def test_the_invitation_asks_by_the_rules_of_the_standard(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    seen = mailed(invitation)
    assert (seen.method, seen.uid, seen.sequence) == ("REQUEST", meeting.uid, 0)
    assert (seen.starts_at, seen.ends_at) == (berlin(3, 17, 10), berlin(3, 17, 14))
    assert seen.organiser == "mailto:netzwerk@agentur.example"
    assert seen.attendee == "mailto:mika.managerin@kommune.example"
    assert (seen.partstat, seen.status) == ("NEEDS-ACTION", "CONFIRMED")
    assert seen.location == "Rathaus, Am Markt 1, 98693 Ilmenau oder online"
    assert "RSVP=TRUE" in re.sub(r"\r?\n ", "", last_mail(invitation.email).calendar)


def test_it_carries_the_personal_link_and_a_hint_instead_of_the_video_link(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    description = mailed(invitation).description
    assert (
        f"Antworten bis Mi., 10. März 2027: http://127.0.0.1:8000/antwort/{invitation.token}/"
        in (description)
    )
    assert "erhalten Sie mit Ihrer Zusage" in description
    assert "Wärmeplanung in kleinen Gemeinden." in description
    assert "Vom Bahnhof zehn Minuten zu Fuß." in description
    mail = last_mail(invitation.email)
    assert VIDEO not in mail.calendar + mail.text + mail.html


@pytest.mark.parametrize(
    ("reply", "partstat", "location", "link"),
    [
        (Reply.ON_SITE, "ACCEPTED", "Rathaus, Am Markt 1, 98693 Ilmenau", True),
        (Reply.ONLINE, "ACCEPTED", "online", True),
    ],
)
def test_the_entry_follows_the_answer(
    meeting: Meeting,
    invite: Invite,
    manager: Person,
    clock: time_machine.Traveller,
    reply: Reply,
    partstat: str,
    location: str,
    link: bool,
) -> None:
    (invitation,) = invite(meeting, manager)
    first = mailed(invitation)
    clock.shift(90)
    actions.answer(invitation, reply, source=Source.LINK)
    seen = mailed(invitation)
    assert (seen.partstat, seen.location) == (partstat, location)
    assert (f"Videokonferenz: {join_address(invitation)}" in seen.description) is link
    assert VIDEO not in seen.description
    assert (seen.uid, seen.sequence) == (first.uid, first.sequence)
    assert seen.stamp > first.stamp, "the newer of two with one sequence counts"


def test_a_decline_sends_no_entry(meeting: Meeting, invite: Invite, manager: Person) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.DECLINED, source=Source.LINK)
    assert last_mail(invitation.email).calendar == ""


def test_names_with_commas_and_quotes_stay_one_name(meeting: Meeting, invite: Invite) -> None:
    network = Network.objects.get()
    network.name = 'Netz „Klima", Thüringen; Nord'
    network.save()
    actions.invite(
        meeting,
        [Invitee('Dr. Ina "Ini" Muster, M. Sc.; LL. M.', "ina@gast.example")],
        actor="Olga",
    )
    text = last_mail("ina@gast.example").calendar
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event["ATTENDEE"].params["CN"] == "Dr. Ina 'Ini' Muster, M. Sc.; LL. M."
    assert event["ORGANIZER"].params["CN"] == "Netz „Klima', Thüringen; Nord"


def test_nothing_typed_can_break_out_of_its_line(
    make_meeting: MakeMeeting, invite: Invite, manager: Person
) -> None:
    evil = "Kosten: 5 $ pro Kopf; ${answer_url}, 50 % \\n\r\nATTENDEE:mailto:x@evil.example"
    meeting = make_meeting(title="Preis: $5, ${name}; \\ Ende", description=evil)
    (invitation,) = invite(meeting, manager)
    seen = mailed(invitation)
    assert seen.title == "Preis: $5, ${name}; \\ Ende"
    assert evil.replace("\r\n", "\n") in seen.description
    assert seen.attendee == "mailto:mika.managerin@kommune.example"


def test_lines_are_folded_at_75_octets_and_end_with_crlf(
    make_meeting: MakeMeeting, invite: Invite, manager: Person
) -> None:
    meeting = make_meeting(description="Größe über Äcker – " * 40)
    (invitation,) = invite(meeting, manager)
    download = calendar.meeting_ics(meeting).encode()
    assert download.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in download.replace(b"\r\n", b"")
    for text in (download, last_mail(invitation.email).calendar.encode()):
        assert max(len(line) for line in text.splitlines()) <= 75


@pytest.mark.parametrize(
    ("mode", "location"),
    [
        (Mode.ON_SITE, "Rathaus, Am Markt 1, 98693 Ilmenau"),
        (Mode.ONLINE, "online"),
        (Mode.BOTH, "Rathaus, Am Markt 1, 98693 Ilmenau oder online"),
    ],
)
def test_the_place_is_where_one_can_take_part(
    make_meeting: MakeMeeting, mode: Mode, location: str
) -> None:
    assert entry(calendar.meeting_ics(make_meeting(mode=mode))).location == location


def test_a_venue_not_known_yet_is_no_empty_place(make_meeting: MakeMeeting) -> None:
    meeting = make_meeting(venue="", address="")
    assert entry(calendar.meeting_ics(meeting)).location == "vor Ort oder online"


def test_the_sender_of_the_installation_stands_in_for_a_missing_address(meeting: Meeting) -> None:
    Network.objects.update(email="")
    assert entry(calendar.meeting_ics(meeting)).organiser == "mailto:netzwerk@klimanetz.example"


def test_the_entry_speaks_the_language_of_its_reader(
    meeting: Meeting, network: Network, clock: time_machine.Traveller
) -> None:
    with translation.override("en"):
        english = calendar.invitation_calendar(meeting, network, Reply.OPEN)
    german = calendar.invitation_calendar(meeting, network, Reply.OPEN)
    assert "März" in german
    assert "March" in english


# Days on which the clock changes


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "utc"),
    [
        (berlin(3, 27, 10), berlin(3, 27, 14), "09:00"),
        (berlin(3, 28, 10), berlin(3, 28, 14), "08:00"),
        (berlin(10, 30, 22), berlin(10, 31, 10), "20:00"),
        (berlin(10, 31, 10), berlin(10, 31, 14), "09:00"),
    ],
)
def test_around_a_change_of_the_clock_the_hour_on_the_wall_is_right(
    make_meeting: MakeMeeting, starts_at: datetime, ends_at: datetime, utc: str
) -> None:
    planned = make_meeting(starts_at=starts_at, ends_at=ends_at, answer_by=starts_at)
    meeting = Meeting.objects.get(pk=planned.pk)  # as the database gives it: in UTC
    text = calendar.meeting_ics(meeting)
    seen = entry(text)
    assert (seen.starts_at, seen.ends_at) == (starts_at, ends_at)
    assert f"{seen.starts_at.astimezone(UTC):%H:%M}" == utc
    assert f"DTSTART;TZID=Europe/Berlin:{starts_at:%Y%m%dT%H%M%S}" in text
    assert "BEGIN:VTIMEZONE" in text


# For everyone


def test_the_download_never_holds_the_video_link_nor_anyone_invited(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    for text in (
        calendar.meeting_ics(Meeting.objects.get()),
        calendar.feed(Meeting.objects.all()),
    ):
        assert VIDEO not in text
        assert invitation.token not in text
        assert manager.email not in text
        assert "METHOD:PUBLISH" in text
        assert entry(text).uid == mailed(invitation).uid, "no calendar shows it twice"


def test_who_accepted_downloads_the_link_and_nobody_else(
    meeting: Meeting, invite: Invite, manager: Person, neighbour: Person
) -> None:
    accepted, silent = invite(meeting, manager, neighbour)
    accepted = actions.answer(accepted, Reply.ONLINE, source=Source.LINK)
    seen = entry(calendar.invitation_ics(accepted))
    assert (seen.method, seen.uid, seen.location) == ("PUBLISH", meeting.uid, "online")
    assert f"Videokonferenz: {join_address(accepted)}" in seen.description
    assert "/teilnehmen/" not in calendar.invitation_ics(silent)


def test_the_feed_names_itself_and_says_how_often_to_ask(
    make_meeting: MakeMeeting, network: Network
) -> None:
    make_meeting()
    make_meeting(title="Werkstatt")
    text = calendar.feed(Meeting.objects.order_by("pk"))
    assert "X-WR-CALNAME:Klimanetz Thüringen" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    titles = [str(event["SUMMARY"]) for event in Calendar.from_ical(text).walk("VEVENT")]
    assert titles == ["Netzwerktreffen", "Werkstatt"]


def test_an_empty_feed_is_a_calendar_all_the_same(network: Network) -> None:
    assert Calendar.from_ical(calendar.feed([])).walk("VEVENT") == []


@pytest.mark.parametrize(
    ("state", "status", "title"),
    [
        (State.PLANNED, "TENTATIVE", "Netzwerktreffen"),
        (State.INVITED, "CONFIRMED", "Netzwerktreffen"),
        (State.HELD, "CONFIRMED", "Netzwerktreffen"),
        (State.POSTPONED, "CANCELLED", "Verschoben: Netzwerktreffen"),
        (State.CANCELLED, "CANCELLED", "Abgesagt: Netzwerktreffen"),
    ],
)
def test_subscribers_see_in_which_state_a_meeting_is(
    meeting: Meeting, state: State, status: str, title: str
) -> None:
    meeting.state = state
    seen = entry(calendar.feed([meeting]))
    assert (seen.status, seen.title) == (status, title)


def test_a_changed_meeting_has_a_higher_sequence_in_the_feed_too(meeting: Meeting) -> None:
    before = entry(calendar.feed(Meeting.objects.all()))
    edited = Meeting.objects.get()
    edited.venue = "Bürgerhaus"
    actions.change(edited, actor="Olga")
    after = entry(calendar.feed(Meeting.objects.all()))
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert after.location.startswith("Bürgerhaus")


def test_the_same_meeting_is_the_same_text_whenever_it_is_asked_for(
    meeting: Meeting, clock: time_machine.Traveller
) -> None:
    before = calendar.meeting_ics(Meeting.objects.get())
    clock.shift(3600)
    assert calendar.meeting_ics(Meeting.objects.get()) == before
