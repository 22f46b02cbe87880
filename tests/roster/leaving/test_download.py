"""Everything that is known about oneself, to read and to take away."""

import json
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import Network
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.roster.leaving.conftest import DEPUTY, FORMER_EMAIL, PHONE

URL = "/ich/herunterladen/"
JSON = f"{URL}meine-daten.json"
PDF = f"{URL}meine-daten.pdf"


@pytest.fixture
def mine(known: Person, sign_in: SignIn) -> Client:
    return sign_in(known)


def download(client: Client) -> dict[str, list[dict[str, object]]]:
    response = client.get(JSON)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    content = json.loads(response.content)
    return {section["label"]: section["records"] for section in content["data"]}


def test_the_page_says_what_there_is(mine: Client) -> None:
    page = mine.get(URL).content.decode()
    for said in ("Angaben zur Person", "Einwilligungen", "Einladungen zu Treffen", PDF, JSON):
        assert said in page


def test_everything_is_in_it(mine: Client) -> None:
    data = download(mine)
    assert data["Angaben zur Person"][0]["Telefon"] == PHONE
    assert {row["Angabe"] for row in data["Einwilligungen"]} == {
        "Name", "E-Mail-Adresse", "Telefonnummer",
    }  # fmt: skip
    assert data["Rollen im Netzwerk"][0]["Rolle"] == "Klimaschutzmanagement"
    assert data["Stellen"][0]["Kommune"] == "Ilmenau"
    assert len(data["Einladungen zu Treffen"]) == 2


def test_also_what_went_to_an_earlier_address(mine: Client) -> None:
    addresses = {row["An"] for row in download(mine)["E-Mails an Sie"]}
    assert addresses == {FORMER_EMAIL, "mika.managerin@kommune.example"}


def test_deputies_one_named_oneself_are_in_it(mine: Client) -> None:
    data = download(mine)
    assert any(DEPUTY in str(row) for row in data["Einladungen zu Treffen"])
    assert any("Ich bin krank" in str(row) for row in data["Antworten"])


def test_what_was_done_about_oneself_is_in_it_in_words(mine: Client) -> None:
    rows = download(mine)["Verlauf"]
    assert {"selbst geändert", "Angabe sichtbar gemacht"} <= {row["Was"] for row in rows}
    assert {row["Durch"] for row in rows} == {"Olga Organisatorin", "Mika Managerin"}


def test_nothing_of_others_is_in_it(mine: Client, neighbour: Person) -> None:
    text = mine.get(JSON).content.decode()
    assert neighbour.email not in text
    assert neighbour.last_name not in text


def test_the_pdf_is_tagged_and_on_the_operators_paper(mine: Client) -> None:
    response = mine.get(PDF)
    assert response.headers["Content-Type"] == "application/pdf"
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.content.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in response.content
    assert b"pdfuaid" in response.content


@pytest.mark.parametrize("path", [JSON, PDF, URL])
def test_a_person_of_whom_little_is_known(
    network: Network, outsider: Person, sign_in: SignIn, path: str
) -> None:
    assert sign_in(outsider).get(path).status_code == HTTPStatus.OK


def test_in_english(mine: Client) -> None:
    mine.cookies["sprache"] = "en"
    content = json.loads(mine.get(JSON).content)
    assert "Consents" in {section["label"] for section in content["data"]}


def test_few_questions_however_much_is_known(
    mine: Client, known: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10 + 2 * len(registered_custodies())):
        mine.get(JSON)


@pytest.mark.parametrize("path", [JSON, PDF, URL])
def test_only_for_who_is_signed_in(network: Network, client: Client, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/anmelden/")


@pytest.mark.parametrize("path", [JSON, PDF, URL])
def test_it_only_reads(mine: Client, path: str) -> None:
    assert mine.post(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
