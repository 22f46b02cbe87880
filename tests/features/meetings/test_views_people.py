"""Single people at a meeting: an answer by telephone, an invitation taken back, the list."""

from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import (
    Attendance,
    Invitation,
    Meeting,
    Mode,
    Reply,
    Source,
)
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, berlin, purposes_to
from tests.features.meetings.reading import count_queries, words


@pytest.fixture
def office(sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


def at(name: str, meeting: Meeting, *args: object) -> str:
    return reverse(name, args=[meeting.slug, *args])


def page_of(invitation: Invitation) -> str:
    return at("office_invitation", invitation.meeting, invitation.pk)


def test_an_answer_by_telephone_is_entered_with_its_note(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    (ina,) = invite(meeting, "Ina")
    said = words(office.get(page_of(ina)))
    assert "ina@gast.example" in said
    assert "Mo., 1. Februar 2027, 09:00 Uhr: eingeladen" in said
    done = office.post(page_of(ina), {"reply": "online", "note": "Anruf am Montag"})
    assert done.headers["Location"] == at("office_meeting", meeting)
    assert (
        "Die Antwort von Ina ist eingetragen."
        in office.get(done.headers["Location"]).content.decode()
    )
    given = ina.answers.get()
    assert (given.reply, given.source, given.note) == (
        Reply.ONLINE,
        Source.ORGANISER,
        "Anruf am Montag",
    )
    assert "Olga" in given.by
    assert "online (von der Geschäftsstelle eingetragen" in words(office.get(page_of(ina)))


def test_a_deputy_by_telephone(meeting: Meeting, invite: Invite, office: Client) -> None:
    (ina,) = invite(meeting, "Ina")
    wrong = office.post(page_of(ina), {"reply": "deputy"})
    assert "Bitte füllen Sie dieses Feld aus." in words(wrong)
    assert "<details" in wrong.content.decode().partition("open>")[0]
    office.post(page_of(ina), {"reply": "deputy", "deputy_name": "Vera", "deputy_mode": "on_site"})
    ina.refresh_from_db()
    assert (ina.reply, ina.deputy_name) == (Reply.DEPUTY, "Vera")


def test_the_telephone_works_after_the_deadline_and_not_after_the_meeting(
    meeting: Meeting, invite: Invite, office: Client, clock: time_machine.Traveller
) -> None:
    (ina,) = invite(meeting, "Ina")
    clock.move_to(berlin(3, 15))
    assert office.post(page_of(ina), {"reply": "on_site"}).status_code == 302
    clock.move_to(berlin(3, 18))
    assert "Das Treffen ist schon vorbei." in words(office.get(page_of(ina)))
    late = office.post(page_of(ina), {"reply": "declined"})
    assert "Das Treffen ist schon vorbei." in words(late)
    ina.refresh_from_db()
    assert ina.reply == Reply.ON_SITE


def test_an_invitation_is_taken_back(meeting: Meeting, invite: Invite, office: Client) -> None:
    (ina,) = invite(meeting, "Ina")
    assert "Ina bekommt eine Mail, der Termin verschwindet" in words(office.get(page_of(ina)))
    done = office.post(at("invitation_withdraw", meeting, ina.pk))
    assert done.headers["Location"] == at("office_meeting", meeting)
    ina.refresh_from_db()
    assert ina.withdrawn_at is not None
    assert len(purposes_to(ina.email)) == 2
    said = words(office.get(page_of(ina)))
    assert "Diese Einladung wurde zurückgezogen." in said
    assert "bekommt eine Mail" not in said


@pytest.fixture
def answered(meeting: Meeting, invite: Invite, manager: Person) -> Meeting:
    """Mika comes, Ina joins online, Vera comes for Jan, Kim declines, Lou is open."""
    mika, ina, jan, kim, _lou = invite(meeting, manager, "Ina", "Jan", "Kim", "Lou")
    actions.answer(mika, Reply.ON_SITE, source=Source.LINK)
    actions.answer(ina, Reply.ONLINE, source=Source.LINK)
    actions.answer(jan, Reply.DEPUTY, source=Source.LINK, deputy_name="Vera", deputy_mode="on_site")
    actions.answer(kim, Reply.DECLINED, source=Source.LINK)
    return meeting


def test_the_list_at_the_door_names_who_sits_where(answered: Meeting, office: Client) -> None:
    said = words(office.get(at("meeting_attendance", answered)))
    on_site, _, online = said.partition(" Online Name")
    assert "Mika Managerin" in on_site
    assert "Vera (für Jan)" in on_site
    assert "Ina" in online
    assert "Kim" not in said
    assert "Lou" not in said


def test_only_who_comes_to_the_place_signs(
    meeting: Meeting, invite: Invite, answered: Meeting, office: Client
) -> None:
    said = words(office.get(at("meeting_attendance", answered)))
    on_site, _, online = said.partition(" Online Name")
    assert "Unterschrift" in on_site
    assert "Unterschrift" not in online


def test_an_empty_list_at_the_door_says_so(meeting: Meeting, office: Client) -> None:
    assert "Noch hat niemand zugesagt." in words(office.get(at("meeting_attendance", meeting)))


def test_the_lists_ask_equally_often_for_one_and_three(
    meeting: Meeting, invite: Invite, office: Client
) -> None:
    def agree(*names: str) -> None:
        for invitation in invite(meeting, *names):
            actions.answer(invitation, Reply.ONLINE, source=Source.LINK)

    agree("Ina")
    few = {name: count_queries(office, at(name, meeting)) for name in LISTS}
    agree("Jan", "Kim")
    assert {name: count_queries(office, at(name, meeting)) for name in LISTS} == few
    assert few["meeting_attendance"] <= 8
    assert few["attendance_sheet"] <= 9, "two sheets: one to hand round, one for the office"


LISTS = ("meeting_attendance", "attendance_sheet")


def test_the_workbook_holds_attendance_and_answers(answered: Meeting, office: Client) -> None:
    answered.invitations.filter(name="Ina").update(name='=HYPERLINK("http://boese.example")')
    file = office.get(at("attendance_sheet", answered))
    assert file.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert f"{answered.slug}-anwesenheit.xlsx" in file.headers["Content-Disposition"]
    book = load_workbook(BytesIO(file.content))
    attendance, answers = book.worksheets
    assert [cell.value for cell in attendance[1]][:4] == [
        "Name",
        "Kommune oder Organisation",
        "Kreis",
        "Teilnahme",
    ]
    rows = [[cell.value for cell in row] for row in attendance.iter_rows(min_row=2)]
    assert rows[0][:4] == ["Mika Managerin", None, None, "vor Ort"]
    assert rows[1][0] == "Vera"
    assert rows[1][4] == "Jan"
    formula = attendance.cell(4, 1)
    assert formula.value == '=HYPERLINK("http://boese.example")'
    assert formula.data_type == "s"
    assert {row[3].value for row in answers.iter_rows(min_row=2)} == {
        "noch offen",
        "vor Ort",
        "online",
        "nimmt nicht teil",
        "schickt Vertretung Vera (vor Ort)",
    }


def test_the_sheet_to_hand_round_shows_only_addresses_that_members_may_see(
    answered: Meeting, office: Client, manager: Person
) -> None:
    def addresses(sheet: int) -> set[str]:
        book = load_workbook(BytesIO(office.get(at("attendance_sheet", answered)).content))
        rows = book.worksheets[sheet].iter_rows(min_row=2)
        return {str(row[5].value) for row in rows if row[5].value}

    assert addresses(0) == set()
    assert manager.email in addresses(1)
    show_field(manager, Field.EMAIL, Audience.MEMBERS, actor=manager)
    assert addresses(0) == {manager.email}


def test_afterwards_the_workbook_tells_who_was_there(
    answered: Meeting, office: Client, manager: Person, clock: time_machine.Traveller
) -> None:
    """As it was noted at the door, for the yearly report: not who had meant to come."""
    jan = answered.invitations.get(name="Jan")
    facts = {"meeting": answered, "via": "door", "came_at": answered.starts_at}
    Attendance.objects.create(name="Vera", invitation=jan, mode=Mode.ON_SITE, **facts)
    Attendance.objects.create(name="Ute Unerwartet", mode=Mode.ONLINE, **facts)
    wrong = {"removed_at": answered.starts_at}
    Attendance.objects.create(name="Versehen", mode=Mode.ONLINE, **facts, **wrong)

    def people() -> list[tuple[str, ...]]:
        book = load_workbook(BytesIO(office.get(at("attendance_sheet", answered)).content))
        rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
        return [(str(row[0]), str(row[3]), str(row[4])) for row in rows]

    assert "Mika Managerin" in {name for name, _mode, _instead in people()}
    clock.move_to(berlin(3, 18))
    assert people() == [
        ("Vera", "vor Ort", "Jan"),
        ("Ute Unerwartet", "online", "None"),
    ]
    desk = words(office.get(reverse("office_meetings")))
    counted = f"{answered.invitations.count()} 2"
    assert f"Netzwerktreffen {counted}" in desk
