"""What others see: each field with who sees it and since when, and a preview."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Network
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Consent, Field, Person
from tests.conftest import SignIn

URL = "/ich/sichtbarkeit/"
TO_ALL = f"{URL}name/alle/"
TO_MEMBERS = f"{URL}phone/mitglieder/"
HIDE = f"{URL}name/verbergen/"
PATHS = [TO_ALL, TO_MEMBERS, HIDE]
PHONE = "03677 600 101"


@pytest.fixture
def mine(network: Network, manager: Person, sign_in: SignIn) -> Client:
    Person.objects.filter(pk=manager.pk).update(phone=PHONE)
    return sign_in(manager)


def read(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def preview(client: Client) -> tuple[str, str]:
    """What everyone reads, and what members read."""
    shown = read(client).partition("So sehen Sie andere")[2].partition("</aside>")[0]
    public, _, members = shown.partition("Mitglieder des Netzwerks")
    return public, members


def test_nothing_is_shown_from_the_start(mine: Client) -> None:
    page = read(mine)
    assert page.count("Das sieht nur das Netzwerkmanagement.") == 2
    assert page.count("Das sehen die Mitglieder.") == 1
    public, members = preview(mine)
    assert "Ilmenau" in public
    assert "Mika" not in public
    assert "Mika Managerin" in members
    assert PHONE not in members
    assert "@kommune.example" not in members


def test_what_is_public_of_whom(
    mine: Client, guest: Person, organiser: Person, sign_in: SignIn
) -> None:
    """Whose position is public, whom members know, and who stands nowhere."""
    assert "Öffentlich sind immer nur Ihre Kommune und Ihre Funktion." in read(mine)
    for person, said in (
        (organiser, "Öffentlich steht von selbst nichts über Sie. Mitglieder kennen Ihren Namen"),
        (guest, "Öffentlich steht nichts über Sie. Mitglieder lesen höchstens Ihren Namen"),
    ):
        page = read(sign_in(person))
        assert said in page
        assert "Ihre Kommune und Ihre Funktion" not in page


def test_what_was_never_given_is_not_asked_about(
    network: Network, guest: Person, sign_in: SignIn
) -> None:
    page = read(sign_in(guest))
    assert "Telefonnummer" not in page
    assert "Foto" not in page


def test_shown_to_all_is_dated_and_seen_in_the_preview(mine: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False):
        response = mine.post(TO_ALL)
    assert response.headers["Location"] == URL
    assert "Das sehen alle, auch ohne Anmeldung. Seit 1. März 2026." in read(mine)
    public, members = preview(mine)
    assert "Mika Managerin" in public
    assert "@kommune.example" not in public + members


def test_shown_to_members_is_not_shown_to_all(mine: Client) -> None:
    mine.post(TO_MEMBERS)
    public, members = preview(mine)
    assert PHONE in members
    assert PHONE not in public


def test_from_all_back_to_members(mine: Client) -> None:
    mine.post(f"{URL}phone/alle/")
    mine.post(TO_MEMBERS)
    public, members = preview(mine)
    assert PHONE in members
    assert PHONE not in public
    assert Consent.objects.standing().get().audience == Audience.MEMBERS


def test_taking_back_is_dated_too(mine: Client) -> None:
    mine.post(TO_ALL)
    with time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=UTC), tick=False):
        mine.post(HIDE)
    assert "Das sehen die Mitglieder. Seit 1. April 2026." in read(mine)
    assert "Mika" not in preview(mine)[0]
    assert not Consent.objects.standing().exists()


def test_the_latest_decision_counts(mine: Client) -> None:
    for path in (TO_ALL, HIDE, TO_ALL):
        mine.post(path)
    assert "Mika Managerin" in preview(mine)[0]
    assert Consent.objects.standing().count() == 1


def test_only_what_would_change_something_is_offered(mine: Client) -> None:
    mine.post(f"{URL}phone/alle/")
    page = read(mine)
    for path in ("phone/mitglieder/", "phone/verbergen/", "email/mitglieder/", "email/alle/"):
        assert f'action="{URL}{path}"' in page
    for path in ("phone/alle/", "email/verbergen/", "name/mitglieder/", "name/verbergen/"):
        assert f'action="{URL}{path}"' not in page


def test_one_decides_only_for_oneself(mine: Client, manager: Person, neighbour: Person) -> None:
    show_field(neighbour, Field.NAME, Audience.PUBLIC, actor=neighbour)
    mine.post(TO_ALL)
    mine.post(HIDE)
    assert Consent.objects.standing().get().person == neighbour


@pytest.mark.parametrize("end", ["alle", "mitglieder", "verbergen"])
def test_what_is_not_asked_for_cannot_be_agreed_to(mine: Client, end: str) -> None:
    assert mine.post(f"{URL}alter/{end}/").status_code == HTTPStatus.NOT_FOUND


def test_organisers_are_told_where_they_would_stand(
    network: Network, organiser: Person, sign_in: SignIn
) -> None:
    page = read(sign_in(organiser))
    assert "stehen Sie auf der Startseite als Ansprechperson" in page
    assert "stehen Sie nicht, denn für Sie ist keine Stelle" in page


def test_few_queries_however_much_was_decided(
    mine: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    mine.get(URL)
    with django_assert_num_queries(9):
        mine.get(URL)
    for path in (TO_ALL, TO_MEMBERS, HIDE, TO_ALL):
        mine.post(path)
    mine.post(f"{URL}email/alle/")
    with django_assert_num_queries(9):
        mine.get(URL)


@pytest.mark.parametrize("path", PATHS)
def test_a_link_decides_nothing(mine: Client, path: str) -> None:
    assert mine.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert not Consent.objects.exists()


@pytest.mark.parametrize("path", [*PATHS, URL])
def test_only_for_who_is_signed_in(network: Network, client: Client, path: str) -> None:
    response = client.get(path) if path == URL else client.post(path)
    assert response.headers["Location"].startswith("/anmelden/")
    assert not Consent.objects.exists()
