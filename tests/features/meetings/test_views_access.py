"""Who may open which page of the organisers' desk, and by which method."""

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.features.meetings.models import Meeting, Visibility
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, MakeMeeting
from tests.features.meetings.reading import words

FORMS = (
    "meeting_edit",
    "meeting_postpone",
    "meeting_cancel",
    "meeting_invite",
    "later_joiners",
)
READ = ("office_meeting", "meeting_attendance", "attendance_sheet", "invite_mail")
POSTED = ("invite_preview", "invite_send", "meeting_remind")
ABOUT_ONE = (*FORMS, *READ, *POSTED, "meeting_hold")
ABOUT_ALL = ("office_meetings", "meeting_plan")


def ask(client: Client, name: str, *args: object) -> int:
    method = client.post if name in POSTED else client.get
    return method(reverse(name, args=args)).status_code


@pytest.mark.parametrize("name", ABOUT_ONE)
def test_nobody_but_organisers_runs_a_meeting(
    name: str,
    meeting: Meeting,
    sign_in: SignIn,
    manager: Person,
    guest: Person,
    outsider: Person,
) -> None:
    for person in (manager, guest, outsider):
        assert ask(sign_in(person), name, meeting.slug) == 403


@pytest.mark.parametrize("name", ABOUT_ALL)
def test_nobody_but_organisers_plans_one(
    name: str, sign_in: SignIn, network: object, manager: Person, guest: Person, outsider: Person
) -> None:
    for person in (manager, guest, outsider):
        assert ask(sign_in(person), name) == 403


def test_a_refusal_says_who_does_it(meeting: Meeting, sign_in: SignIn, manager: Person) -> None:
    page = sign_in(manager).get(reverse("meeting_cancel", args=[meeting.slug]))
    assert "Treffen bearbeitet das Netzwerkmanagement." in words(page)


@pytest.mark.parametrize("name", [*ABOUT_ONE, *ABOUT_ALL])
def test_strangers_are_asked_to_sign_in(name: str, meeting: Meeting, client: Client) -> None:
    args = [meeting.slug] if name in ABOUT_ONE else []
    url = reverse(name, args=args)
    page = client.post(url) if name in POSTED else client.get(url)
    assert page.status_code == 302
    assert page.headers["Location"].startswith("/anmelden/")


@pytest.mark.parametrize("name", ABOUT_ONE)
def test_a_meeting_that_does_not_exist(name: str, sign_in: SignIn, organiser: Person) -> None:
    assert ask(sign_in(organiser), name, "2027-03-gibt-es-nicht") == 404


def test_a_meeting_for_members_does_not_exist_for_others(
    make_meeting: MakeMeeting, sign_in: SignIn, guest: Person, manager: Person, client: Client
) -> None:
    meeting = make_meeting(visibility=Visibility.MEMBERS)
    office = reverse("office_meeting", args=[meeting.slug])
    assert sign_in(guest).get(office).status_code == 404
    assert sign_in(manager).get(office).status_code == 403
    for name in ("meeting_detail", "meeting_ics"):
        assert client.get(reverse(name, args=[meeting.slug])).status_code == 404
        assert sign_in(manager).get(reverse(name, args=[meeting.slug])).status_code == 200


@pytest.mark.parametrize("name", [*READ, "office_meetings"])
def test_pages_to_read_take_no_answers(
    name: str, meeting: Meeting, sign_in: SignIn, organiser: Person
) -> None:
    args = [meeting.slug] if name in ABOUT_ONE else []
    assert sign_in(organiser).post(reverse(name, args=args)).status_code == 405


@pytest.mark.parametrize("name", POSTED)
def test_a_link_alone_does_nothing(
    name: str, meeting: Meeting, sign_in: SignIn, organiser: Person
) -> None:
    assert sign_in(organiser).get(reverse(name, args=[meeting.slug])).status_code == 405


@pytest.mark.parametrize("name", [*FORMS, "meeting_hold"])
def test_forms_take_no_other_method(
    name: str, meeting: Meeting, sign_in: SignIn, organiser: Person
) -> None:
    assert sign_in(organiser).delete(reverse(name, args=[meeting.slug])).status_code == 405


def test_the_answer_of_one_person_is_the_organisers_matter(
    meeting: Meeting, invite: Invite, sign_in: SignIn, manager: Person, organiser: Person
) -> None:
    (invitation,) = invite(meeting, manager)
    url = reverse("office_invitation", args=[meeting.slug, invitation.pk])
    withdraw = reverse("invitation_withdraw", args=[meeting.slug, invitation.pk])
    assert sign_in(manager).get(url).status_code == 403
    assert sign_in(manager).post(withdraw).status_code == 403
    assert sign_in(organiser).get(withdraw).status_code == 405
    assert sign_in(organiser).delete(url).status_code == 405
    for name in ("office_invitation", "invitation_withdraw"):
        missing = reverse(name, args=[meeting.slug, invitation.pk + 1])
        assert sign_in(organiser).post(missing).status_code == 404


def test_an_invitation_to_another_meeting_is_not_found_here(
    make_meeting: MakeMeeting, invite: Invite, sign_in: SignIn, manager: Person, organiser: Person
) -> None:
    here, there = make_meeting(), make_meeting(title="Klausur")
    (invitation,) = invite(there, manager)
    url = reverse("office_invitation", args=[here.slug, invitation.pk])
    assert sign_in(organiser).get(url).status_code == 404
