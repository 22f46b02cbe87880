"""Whoever reads that something cannot be done here gets back to where they were."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.core.way_back import opens
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Meeting
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.core.markup import read

HERE = "http://testserver"


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def called_off(meeting: Meeting) -> Meeting:
    """Nothing about it can be edited any more."""
    return actions.cancel(meeting, reason="Kein Raum frei.", actor="Olga")


def edit(meeting: Meeting) -> str:
    return reverse("meeting_edit", args=[meeting.slug])


def desk(meeting: Meeting) -> str:
    return reverse("office_meeting", args=[meeting.slug])


def offers(client: Client, url: str, came_from: str = "") -> list[str | None]:
    """The links of the page that refuses, in their order."""
    response = client.get(url, headers={"Referer": came_from} if came_from else {})
    assert response.status_code == HTTPStatus.FORBIDDEN
    links = read(response.content).one("main").one("div", class_="buttons").all("a")
    return [link["href"] for link in links if not str(link["href"]).startswith("mailto:")]


def test_first_back_to_where_one_came_from(called_off: Meeting, office: Client) -> None:
    came_from = f"{HERE}/verwaltung/treffen/?zeige=alle"
    assert offers(office, edit(called_off), came_from) == ["/verwaltung/treffen/?zeige=alle", "/"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "",
        "https://boese.example/verwaltung/treffen/",
        "//boese.example/",
        "javascript:alert(1)",
        f"{HERE}/gibt/es/nicht/",
        f"{HERE}/anmelden/code/",
        f"{HERE}/anmelden/zweiter-faktor/",
        f"{HERE}/ich/sicherheit/bestaetigen/",
    ],
)
def test_else_to_what_it_is_about(called_off: Meeting, office: Client, elsewhere: str) -> None:
    """Never to another site, nor to what is no page, nor to where one has just signed in."""
    assert offers(office, edit(called_off), elsewhere) == [desk(called_off), "/"]


def test_a_form_that_refuses_does_not_lead_to_itself(called_off: Meeting, office: Client) -> None:
    assert offers(office, edit(called_off), HERE + edit(called_off)) == [desk(called_off), "/"]


def test_it_never_leads_to_an_address_that_only_takes_forms(
    called_off: Meeting, office: Client
) -> None:
    """The page with the list of whom one invites is an answer to a form; it cannot be opened."""
    preview = reverse("invite_preview", args=[called_off.slug])
    invite = reverse("meeting_invite", args=[called_off.slug])
    assert offers(office, invite, HERE + preview) == [desk(called_off), "/"]
    assert office.get(preview).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize(
    ("name", "can_be_opened"),
    [
        ("meeting_edit", True),  # takes both
        ("meeting_mails", True),  # reads only, and is wrapped twice
        ("invite_preview", False),  # a form only, and is wrapped twice
        ("meeting_remind", False),
        ("door_sync", True),
    ],
)
def test_what_can_be_opened_is_known(name: str, *, can_be_opened: bool) -> None:
    assert opens(reverse(name, args=["2027-03-netzwerktreffen"])) is can_be_opened


def test_whoever_may_not_enter_the_office_is_not_led_about_in_it(
    meeting: Meeting, manager: Person, sign_in: SignIn
) -> None:
    member = sign_in(manager)
    assert offers(member, edit(meeting)) == ["/"]
    assert offers(member, edit(meeting), f"{HERE}/treffen/") == ["/treffen/", "/"]


def test_a_text_that_was_refused_waits_where_it_was_written(
    called_off: Meeting, office: Client
) -> None:
    page = reverse("meeting_plan")
    sent = {"title": "Sehr langer Titel", "reason": "x"}
    refused = office.post(edit(called_off), sent, headers={"Referer": HERE + page})
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert f'href="{page}"' in refused.content.decode()
    assert office.session["kept_form"]["fields"]["title"] == ["Sehr langer Titel"]
    assert office.session["kept_form"]["page"] == page


def test_a_click_that_was_refused_leaves_nothing_behind(
    called_off: Meeting, office: Client
) -> None:
    office.post(
        edit(called_off), {"accepted": "4f2a"}, headers={"Referer": HERE + desk(called_off)}
    )
    assert "kept_form" not in office.session


def test_nobody_reads_that_their_words_are_there_where_they_are_not(
    called_off: Meeting, office: Client
) -> None:
    """The form is gone with what it was about; the words wait in case it comes back."""
    came_from = HERE + edit(called_off)
    office.post(edit(called_off), {"title": "Sehr langer Titel"}, headers={"Referer": came_from})
    assert "Ihre Eingaben sind noch da." not in office.get(edit(called_off)).content.decode()
    page = office.get(reverse("office_meetings")).content.decode()
    assert "Ihre Eingaben sind noch da." not in page


def test_nobody_is_sent_to_another_site_by_a_doubled_slash(
    called_off: Meeting, office: Client
) -> None:
    came_from = f"{HERE}//boese.example/verwaltung/treffen/"
    assert offers(office, edit(called_off), came_from) == [desk(called_off), "/"]
