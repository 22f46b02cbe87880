"""The agenda in lines: in mails and calendar entries, told once, and times that follow."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.models import AgendaItem, Meeting, Mode, Reply, Source
from klimanetz.people.models import Person
from tests.features.meetings.agenda.conftest import AddItem, programme, titles
from tests.features.meetings.conftest import (
    Invite,
    MakeMeeting,
    berlin,
    entry,
    last_mail,
    mails_to,
    purposes_to,
    run_jobs,
    told,
)
from tests.features.meetings.reading import words

LINES = """10:00–10:15 Begrüßung, Olga Organisatorin
10:15–11:00 Nahwärme aus dem Bach, Mika Managerin
11:00–11:15 Kaffee"""


def test_times_follow_from_the_beginning_and_the_minutes(
    meeting: Meeting, agenda: list[AgendaItem]
) -> None:
    assert programme(meeting) == LINES


def test_before_the_invitation_nobody_hears_of_it(
    meeting: Meeting, agenda: list[AgendaItem], manager: Person, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=5))
    run_jobs()
    assert mails_to(manager.email) == []


def test_the_invitation_tells_the_agenda_and_so_does_its_calendar_entry(
    meeting: Meeting, agenda: list[AgendaItem], invite: Invite, manager: Person
) -> None:
    invite(meeting, manager)
    mail = last_mail(manager.email)
    assert LINES in mail.text
    assert "10:15–11:00 Nahwärme aus dem Bach, Mika Managerin<br" in mail.html
    assert f"Tagesordnung:\n{LINES}" in entry(mail.calendar).description


def test_public_calendar_entries_tell_it_too(
    meeting: Meeting, agenda: list[AgendaItem], client: Client
) -> None:
    seen = entry(client.get(f"/treffen/{meeting.slug}/termin.ics").content.decode())
    assert "10:00–10:15 Begrüßung" in seen.description


def test_the_mail_on_the_eve_tells_it(
    meeting: Meeting,
    agenda: list[AgendaItem],
    invite: Invite,
    manager: Person,
    clock: time_machine.Traveller,
) -> None:
    (invitation,) = invite(meeting, manager)
    meetings.answer(invitation, Reply.ON_SITE, source=Source.LINK)
    clock.move_to(berlin(3, 16, 15))
    run_jobs()
    assert purposes_to(manager.email)[-1] == "eve"
    assert LINES in last_mail(manager.email).text


def test_changes_are_collected_and_told_once(
    meeting: Meeting,
    agenda: list[AgendaItem],
    invite: Invite,
    add: AddItem,
    manager: Person,
    clock: time_machine.Traveller,
) -> None:
    (invitation,) = invite(meeting, manager)
    meetings.answer(invitation, Reply.ON_SITE, source=Source.LINK)
    before = len(mails_to(manager.email))
    add(meeting, "Austausch", 30)
    clock.shift(timedelta(seconds=30))
    actions.move_item(agenda[2], -1, actor="Olga")
    clock.shift(timedelta(seconds=59))
    run_jobs()
    assert len(mails_to(manager.email)) == before
    clock.shift(timedelta(seconds=2))
    run_jobs()
    run_jobs()
    assert purposes_to(manager.email)[before:] == ["update"]
    said = told(manager.email)
    assert "Die Tagesordnung ist neu: 10:00–10:15 Begrüßung, Olga Organisatorin" in said
    assert "10:15–10:30 Kaffee" in said
    assert "11:15–11:45 Austausch" in said
    assert "bisher" not in said
    seen = entry(last_mail(manager.email).calendar)
    assert "11:15–11:45 Austausch" in seen.description
    assert seen.sequence == Meeting.objects.get(pk=meeting.pk).sequence > 0


def test_a_first_agenda_after_the_invitation_is_told(
    meeting: Meeting, invite: Invite, add: AddItem, manager: Person, clock: time_machine.Traveller
) -> None:
    invite(meeting, manager)
    add(meeting, "Begrüßung")
    clock.shift(timedelta(seconds=61))
    run_jobs()
    assert "Die Tagesordnung ist neu: 10:00–10:15 Begrüßung" in told(manager.email)


def test_there_and_back_again_is_no_mail(
    meeting: Meeting,
    agenda: list[AgendaItem],
    invite: Invite,
    manager: Person,
    clock: time_machine.Traveller,
) -> None:
    (invitation,) = invite(meeting, manager)
    meetings.answer(invitation, Reply.ON_SITE, source=Source.LINK)
    before = len(mails_to(manager.email))
    actions.move_item(agenda[0], 1, actor="Olga")
    actions.move_item(agenda[0], -1, actor="Olga")
    clock.shift(timedelta(seconds=61))
    run_jobs()
    assert len(mails_to(manager.email)) == before


def test_an_emptied_agenda_is_told_as_gone(
    meeting: Meeting, invite: Invite, add: AddItem, manager: Person, clock: time_machine.Traveller
) -> None:
    item = add(meeting, "Begrüßung")
    invite(meeting, manager)
    actions.remove_item(item, actor="Olga")
    clock.shift(timedelta(seconds=61))
    run_jobs()
    assert re.search(r"Tagesordnung:? entfällt", told(manager.email))


def test_another_beginning_moves_the_times(meeting: Meeting, agenda: list[AgendaItem]) -> None:
    meeting.refresh_from_db()
    meeting.starts_at = berlin(3, 17, 9, 30)
    meetings.change(meeting, actor="Olga")
    assert programme(meeting).startswith("09:30–09:45 Begrüßung")


def test_another_day_moves_the_times(meeting: Meeting, agenda: list[AgendaItem]) -> None:
    meetings.postpone(meeting, starts_at=berlin(4, 21, 13), actor="Olga")
    assert programme(meeting).startswith("13:00–13:15 Begrüßung")


def test_other_edits_leave_it_alone(meeting: Meeting, agenda: list[AgendaItem]) -> None:
    meeting.refresh_from_db()
    meeting.mode = Mode.ONLINE
    meetings.change(meeting, actor="Olga")
    assert programme(meeting) == LINES


def test_an_agenda_of_the_past_is_closed(
    meeting: Meeting,
    agenda: list[AgendaItem],
    invite: Invite,
    add: AddItem,
    manager: Person,
    clock: time_machine.Traveller,
) -> None:
    invite(meeting, manager)
    clock.move_to(berlin(3, 17, 15))
    meetings.hold(meeting, actor="Olga")
    with pytest.raises(Refused, match="hat schon stattgefunden"):
        add(meeting, "Zu spät")
    with pytest.raises(Refused, match="hat schon stattgefunden"):
        actions.remove_item(agenda[0], actor="Olga")
    assert len(titles(meeting)) == 3


def test_what_happened_stands_in_the_trail(meeting: Meeting, agenda: list[AgendaItem]) -> None:
    assert AuditEntry.objects.filter(verb="add_item").count() == 3
    actions.move_item(agenda[0], -1, actor="Olga")
    assert not AuditEntry.objects.filter(verb="order_items").exists()
    actions.move_item(agenda[0], 1, actor="Olga")
    assert AuditEntry.objects.filter(verb="order_items").count() == 1


class TestSkeleton:
    def test_what_comes_again_without_names_and_contributions(
        self, meeting: Meeting, agenda: list[AgendaItem], make_meeting: MakeMeeting
    ) -> None:
        later = make_meeting(
            title="Sommertreffen",
            starts_at=berlin(6, 16, 9),
            ends_at=berlin(6, 16, 13),
            answer_by=berlin(6, 1),
        )
        assert actions.copy_skeleton(meeting, later, actor="Olga") == 2
        assert programme(later) == "09:00–09:15 Begrüßung\n09:15–09:30 Kaffee"

    def test_a_second_time_copies_nothing(
        self, meeting: Meeting, agenda: list[AgendaItem], make_meeting: MakeMeeting
    ) -> None:
        later = make_meeting(title="Nachmittag")
        for expected in (2, 0):
            assert actions.copy_skeleton(meeting, later, actor="Olga") == expected
        assert titles(later) == ["Begrüßung", "Kaffee"]

    def test_a_meeting_that_was_held_keeps_its_agenda(
        self, meeting: Meeting, agenda: list[AgendaItem], make_meeting: MakeMeeting
    ) -> None:
        over = make_meeting(title="Vorbei")
        meetings.cancel(over, reason="Sturm", actor="Olga")
        with pytest.raises(Refused, match="abgesagt"):
            actions.copy_skeleton(meeting, over, actor="Olga")

    def test_nothing_to_copy_is_no_entry(self, meeting: Meeting, make_meeting: MakeMeeting) -> None:
        assert actions.copy_skeleton(meeting, make_meeting(title="Leer"), actor="Olga") == 0
        assert not AuditEntry.objects.filter(verb="copy_skeleton").exists()


def test_the_meeting_page_shows_it_to_everyone(
    meeting: Meeting, agenda: list[AgendaItem], client: Client, add: AddItem
) -> None:
    said = words(client.get(meeting.get_absolute_url()))
    assert (
        "10:15–11:00 Nahwärme aus dem Bach Mika Managerin Was das erste Jahr gelehrt hat." in said
    )
    add(meeting, "Austausch")
    assert "11:15–11:30 Austausch" in words(client.get(meeting.get_absolute_url()))


def test_without_agenda_the_meeting_page_says_nothing(meeting: Meeting, client: Client) -> None:
    assert "Tagesordnung" not in words(client.get(meeting.get_absolute_url()))


def test_a_meeting_called_off_shows_no_times(
    meeting: Meeting, agenda: list[AgendaItem], client: Client
) -> None:
    meetings.cancel(meeting, reason="Sturm", actor="Olga")
    assert "10:15" not in words(client.get(meeting.get_absolute_url()))
