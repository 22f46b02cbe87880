"""What others see: each consent on its own button, with its date, and a preview."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.people.actions import give_consent
from klimanetz.people.models import Consent, Person, Purpose
from tests.conftest import SignIn

URL = "/ich/sichtbarkeit/"
GIVE = f"{URL}public_name/zustimmen/"
WITHDRAW = f"{URL}public_name/widerrufen/"


@pytest.fixture
def mine(network: Network, manager: Person, sign_in: SignIn) -> Client:
    return sign_in(manager)


def read(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def preview(client: Client) -> str:
    return read(client).partition("So sehen Sie andere")[2].partition("</aside>")[0]


def test_nothing_is_shown_from_the_start(mine: Client) -> None:
    page = read(mine)
    assert page.count("Wird nicht gezeigt.") == len(Purpose)
    assert "Ilmenau" in preview(mine)
    assert "Mika" not in preview(mine)


def test_agreeing_is_dated_and_seen_in_the_preview(mine: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False):
        response = mine.post(GIVE)
    assert response.headers["Location"] == URL
    assert "am 1. März 2026" in read(mine)
    assert "Mika Managerin" in preview(mine)
    assert "@kommune.example" not in preview(mine)


def test_taking_back_is_dated_too(mine: Client) -> None:
    mine.post(GIVE)
    with time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=UTC), tick=False):
        mine.post(WITHDRAW)
    assert "Zurückgenommen am 1. April 2026." in read(mine)
    assert "Mika" not in preview(mine)
    assert not Consent.objects.standing().exists()


def test_the_latest_decision_counts(mine: Client) -> None:
    for path in (GIVE, WITHDRAW, GIVE):
        mine.post(path)
    assert "Mika Managerin" in preview(mine)
    assert "Zurückgenommen" not in read(mine)


def test_one_decides_only_for_oneself(mine: Client, manager: Person, neighbour: Person) -> None:
    give_consent(neighbour, Purpose.PUBLIC_NAME, actor=neighbour)
    mine.post(GIVE)
    mine.post(WITHDRAW)
    assert Consent.objects.standing().get().person == neighbour


def test_what_is_not_asked_for_cannot_be_agreed_to(mine: Client) -> None:
    assert mine.post(f"{URL}alles/zustimmen/").status_code == HTTPStatus.NOT_FOUND
    assert mine.post(f"{URL}alles/widerrufen/").status_code == HTTPStatus.NOT_FOUND


def test_organisers_are_told_where_they_would_stand(
    network: Network, organiser: Person, sign_in: SignIn
) -> None:
    page = read(sign_in(organiser))
    assert "stehen Sie auf der Startseite als Ansprechperson" in page
    assert "stehen Sie nicht, denn für Sie ist keine Stelle" in page


@pytest.mark.parametrize("path", [GIVE, WITHDRAW])
def test_a_link_decides_nothing(mine: Client, path: str) -> None:
    assert mine.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert not Consent.objects.exists()


@pytest.mark.parametrize("path", [GIVE, WITHDRAW, URL])
def test_only_for_who_is_signed_in(network: Network, client: Client, path: str) -> None:
    response = client.get(path) if path == URL else client.post(path)
    assert response.headers["Location"].startswith("/anmelden/")
    assert not Consent.objects.exists()
