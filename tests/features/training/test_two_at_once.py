"""Ticks, days, lines and what is empty, where two organisers change one training at once."""

from datetime import date

import pytest
from django.test import Client

from klimanetz.features.training.models import Training
from klimanetz.people.roles import Role
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.training.conftest import MakeTraining
from tests.harness.filling import fields_of, open_form

LIST = "/verwaltung/weiterbildung/"
BEFORE = {
    "online": True,
    "ends": date(2027, 3, 2),
    "learns": "Zuerst:\nUnterlagen.",
    "for_whom": "",
}


@pytest.fixture
def path(make_training: MakeTraining) -> str:
    return f"{LIST}{make_training(**BEFORE).pk}/"


@pytest.fixture
def bea(sign_in: SignIn) -> Client:
    return sign_in(make_person("Bea", "Huber", Role.ORGANISER))


@pytest.mark.parametrize(
    ("name", "sent", "stands", "said"),
    [
        ("online", None, False, "Online: nein"),
        ("ends", "", None, "Letzter Tag: nichts"),
        ("ends", "2027-03-03", date(2027, 3, 3), "Letzter Tag: 3. März 2027"),
        ("learns", "Zuerst:\r\nAnträge.", "Zuerst:\nAnträge.", "Zuerst:\nAnträge."),
        ("for_whom", "Neue", "Neue", "„Neue“"),
    ],
)
def test_what_only_the_other_changed_is_kept(
    office: Client, bea: Client, path: str, name: str, sent: str | None, stands: object, said: str
) -> None:
    mine, theirs = open_form(office, path), open_form(bea, path)
    theirs = {key: value for key, value in (theirs | {name: sent}).items() if value is not None}
    assert bea.post(path, theirs).status_code == 302
    page = office.post(path, mine | {"title": "Mein Titel"}).content.decode()
    assert said in page.replace("\r\n", "\n").replace("\xa0", " ")
    assert office.post(path, fields_of(page)).status_code == 302
    training = Training.objects.get()
    found = getattr(training, name)
    assert training.title == "Mein Titel"
    assert (found.replace("\r\n", "\n") if isinstance(found, str) else found) == stands


def test_the_line_ends_of_a_browser_are_no_change(office: Client, path: str) -> None:
    sent = open_form(office, path)
    crlf = {key: value.replace("\n", "\r\n") for key, value in sent.items()}
    assert office.post(path, crlf).status_code == 302
    assert office.post(path, crlf | {"title": "Noch einmal"}).status_code == 302
