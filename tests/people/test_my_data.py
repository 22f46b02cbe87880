"""People keep their own name, telephone and language right."""

from http import HTTPStatus

import pytest
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from tests.conftest import SignIn

URL = "/ich/daten/"
WANTED = {
    "title": "Dr.",
    "first_name": "Mika",
    "last_name": "Managerin-Muster",
    "phone": "03677 1234",
    "language": "de",
}


@pytest.fixture
def mine(network: Network, manager: Person, sign_in: SignIn) -> Client:
    return sign_in(manager)


def test_what_is_saved_is_shown_where_it_was_given(mine: Client, manager: Person) -> None:
    page = mine.post(URL, WANTED, follow=True)
    assert page.redirect_chain == [(URL, HTTPStatus.FOUND)]
    assert "Ihre Angaben sind gespeichert." in page.content.decode()
    assert 'value="Managerin-Muster"' in page.content.decode()
    manager.refresh_from_db()
    assert manager.full_name == "Dr. Mika Managerin-Muster"


def test_a_name_is_needed(mine: Client, manager: Person) -> None:
    page = mine.post(URL, WANTED | {"last_name": ""})
    assert page.status_code == HTTPStatus.OK
    assert page.context["form"].errors.keys() == {"last_name"}
    manager.refresh_from_db()
    assert manager.last_name == "Managerin"


def test_refused_data_does_not_rename_the_person_on_the_page(mine: Client) -> None:
    page = mine.post(URL, WANTED | {"language": "fr", "first_name": "Falsch"})
    assert page.context["user"].first_name == "Mika"


def test_the_chosen_language_speaks_at_once_and_stays(mine: Client, manager: Person) -> None:
    response = mine.post(URL, WANTED | {"language": "en"})
    assert response.cookies["sprache"].value == "en"
    assert mine.get(URL).headers["Content-Language"] == "en"
    manager.refresh_from_db()
    assert manager.language == "en"


def test_the_address_is_shown_and_who_changes_it_but_not_taken(
    mine: Client, manager: Person
) -> None:
    page = mine.get(URL).content.decode()
    assert manager.email in page
    assert "mailto:netzwerk@agentur.example" in page
    mine.post(URL, WANTED | {"email": "neu@kommune.example", "is_active": ""})
    manager.refresh_from_db()
    assert manager.email == "mika.managerin@kommune.example"
    assert manager.is_active


def test_only_for_who_is_signed_in(network: Network, client: Client) -> None:
    response = client.get(URL)
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == f"/anmelden/?next={URL}"


def test_other_methods_are_refused(mine: Client) -> None:
    assert mine.delete(URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED
