"""Asking for a contact: as a member, by name, or without account from the public page."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import AuditEntry, Network
from klimanetz.people.models import Person
from klimanetz.roster.introductions.jobs import forget_unconfirmed_introductions
from klimanetz.roster.introductions.models import Introduction, Proposal, State
from tests.conftest import SignIn
from tests.features.meetings.conftest import mails_to, told
from tests.features.meetings.reading import count_queries, words
from tests.roster.introductions.conftest import PUBLIC, PURPOSE, QUESTION, STRANGER, TOPIC

MINE = "/ich/kontakt-vermitteln/"
OPEN = "/kontakt-vermitteln/"


# Members


def test_a_member_asks_the_organisers(mine: Client, neighbour: Person, organiser: Person) -> None:
    assert mine.post(MINE, QUESTION).headers["Location"] == MINE
    introduction = Introduction.objects.get()
    assert introduction.state == State.OPEN
    assert introduction.asker == neighbour
    assert introduction.organisation == "Klimaschutzmanagement, Gemeinde Arnstadt"
    page = words(mine.get(MINE))
    assert TOPIC in page
    assert "sucht einen Kontakt" in page
    assert mails_to(neighbour.email) == []
    assert f"/verwaltung/vermittlungen/{introduction.pk}/" in told(organiser.email)


def test_a_member_asks_another_by_name(
    mine: Client, neighbour: Person, manager: Person, organiser: Person
) -> None:
    path = f"{MINE}?person={manager.pk}"
    page = words(mine.get(path))
    assert "Mika Managerin um Rat fragen" in page
    assert "Gemeinde Ilmenau" in page
    mine.post(path, QUESTION)
    proposal = Proposal.objects.select_related("introduction").get()
    assert proposal.direct
    assert proposal.introduction.state == State.PROPOSED
    assert proposal.asker_agreed_at
    text = told(manager.email)
    assert "Nele Nachbarin" in text
    assert PURPOSE in text
    assert neighbour.email not in text
    assert mails_to(neighbour.email) == []  # agreed by asking
    assert mails_to(organiser.email) == []  # nobody has to be found


@pytest.mark.parametrize("wanted", ["0", "9999", "mika"])
def test_only_a_member_can_be_named(mine: Client, guest: Person, wanted: str) -> None:
    assert mine.get(f"{MINE}?person={wanted}").status_code == HTTPStatus.NOT_FOUND
    assert mine.get(f"{MINE}?person={guest.pk}").status_code == HTTPStatus.NOT_FOUND


def test_nobody_asks_themselves(mine: Client, neighbour: Person) -> None:
    response = mine.post(f"{MINE}?person={neighbour.pk}", QUESTION)
    assert "Sich selbst kennen Sie schon." in words(response)
    assert PURPOSE in response.content.decode()
    assert not Introduction.objects.exists()


def test_what_is_missing_is_said_and_nothing_is_lost(mine: Client) -> None:
    page = mine.post(MINE, QUESTION | {"topic": ""}).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in page
    assert PURPOSE in page
    assert not Introduction.objects.exists()


def test_guests_ask_on_the_public_page(network: Network, guest: Person, sign_in: SignIn) -> None:
    client = sign_in(guest)
    response = client.get(MINE)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Hier fragen Mitglieder" in response.content.decode()
    assert client.post(MINE, QUESTION).status_code == HTTPStatus.FORBIDDEN
    assert client.get(OPEN).status_code == HTTPStatus.OK
    assert client.put(MINE).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_three_questions_ask_no_more_than_one(mine: Client) -> None:
    mine.post(MINE, QUESTION)
    mine.get(MINE)
    one = count_queries(mine, MINE)
    mine.post(MINE, QUESTION)
    mine.post(MINE, QUESTION)
    mine.get(MINE)
    assert count_queries(mine, MINE) == one


def test_my_page_leads_there(mine: Client) -> None:
    assert f'href="{MINE}"' in mine.get("/ich/").content.decode()


# Everyone


def confirmation(address: str) -> str:
    (mail,) = mails_to(address)
    found = re.search(r"/kontakt-vermitteln/[\w-]+/", str(mail.values))
    assert found
    return found[0]


def test_the_page_for_towns_without_manager_leads_there(network: Network, client: Client) -> None:
    page = client.get("/kommune-ohne-klimaschutzmanagement/").content.decode()
    assert f'href="{OPEN}"' in page


def test_a_municipality_asks_and_confirms_by_one_click(
    network: Network, client: Client, organiser: Person
) -> None:
    assert client.post(OPEN, PUBLIC).headers["Location"] == f"{OPEN}danke/"
    assert "Bitte sehen Sie in Ihr Postfach" in words(client.get(f"{OPEN}danke/"))
    introduction = Introduction.objects.get()
    assert introduction.state == State.UNCONFIRMED
    link = confirmation(STRANGER)
    response = client.get(link)
    assert PURPOSE in words(response)
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert Introduction.objects.get().state == State.UNCONFIRMED  # looking changes nothing
    assert client.post(link).headers["Location"] == link
    client.post(link)  # twice
    assert "Danke, wir suchen" in words(client.get(link))
    assert Introduction.objects.get().state == State.OPEN
    assert AuditEntry.objects.filter(verb="confirm_introduction").count() == 1
    assert [mail.letter.purpose for mail in mails_to(organiser.email)] == ["introductions.arrived"]


def test_an_unconfirmed_question_is_not_seen_and_forgotten_after_a_week(
    network: Network, client: Client, office: Client, clock: time_machine.Traveller
) -> None:
    client.post(OPEN, PUBLIC)
    assert TOPIC not in words(office.get("/verwaltung/vermittlungen/"))
    assert forget_unconfirmed_introductions() == 0
    clock.shift(timedelta(days=8))
    link = confirmation(STRANGER)
    assert forget_unconfirmed_introductions() == 1
    response = client.get(link)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "Diesen Link kennen wir nicht" in words(response)


def test_a_machine_is_thanked_and_ignored(network: Network, client: Client) -> None:
    response = client.post(OPEN, PUBLIC | {"website": "https://spam.example"})
    assert response.headers["Location"] == f"{OPEN}danke/"
    assert not Introduction.objects.exists()
    assert mails_to(STRANGER) == []


@pytest.mark.usefixtures("noon")
def test_nobodys_mailbox_is_flooded(network: Network, client: Client) -> None:
    for _attempt in range(5):
        response = client.post(OPEN, PUBLIC | {"email": STRANGER.upper()})
        assert response.headers["Location"] == f"{OPEN}danke/"
    assert len(mails_to(STRANGER)) == 3


@pytest.mark.usefixtures("noon")
def test_one_client_cannot_ask_without_end(network: Network, client: Client) -> None:
    for number in range(10):
        client.post(OPEN, PUBLIC | {"email": f"amt{number}@kleinort.example"})
    response = client.post(OPEN, PUBLIC | {"email": "amt@kleinort.example"})
    page = response.content.decode()
    assert "Das waren sehr viele Versuche." in page
    assert PURPOSE in page
    assert mails_to("amt@kleinort.example") == []


@pytest.mark.parametrize("field", ["topic", "purpose", "organisation", "name", "email"])
def test_every_field_is_needed(network: Network, client: Client, field: str) -> None:
    page = client.post(OPEN, PUBLIC | {field: ""}).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in page
    assert not Introduction.objects.exists()


def test_a_mistyped_address_is_said(network: Network, client: Client) -> None:
    page = client.post(OPEN, PUBLIC | {"email": "bauamt(at)kleinort"}).content.decode()
    assert "Bitte prüfen Sie die Adresse" in page
    assert "Berta Bau" in page


def test_a_known_address_is_answered_like_any_other(
    network: Network, client: Client, manager: Person
) -> None:
    response = client.post(OPEN, PUBLIC | {"email": manager.email})
    assert response.headers["Location"] == f"{OPEN}danke/"
    assert confirmation(manager.email)


def test_the_mail_speaks_the_language_of_the_page(network: Network, client: Client) -> None:
    client.cookies["sprache"] = "en"
    client.post(OPEN, PUBLIC)
    assert "Please confirm your request" in mails_to(STRANGER)[0].letter.subject


def test_wrong_methods(network: Network, client: Client) -> None:
    assert client.put(OPEN).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.post(f"{OPEN}danke/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.post(f"{OPEN}falsch/").status_code == HTTPStatus.NOT_FOUND
