"""The first sign-in: three short steps, each to be skipped, never shown again."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import Settings

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import AuditEntry, Network
from klimanetz.mail.models import Mail
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.roster.beginning import actions
from klimanetz.roster.beginning.models import Step, StepTaken
from klimanetz.roster.beginning.steps import SLUGS
from tests.conftest import SignIn
from tests.features.meetings.reading import count_queries, words

HERE = "/ich/willkommen/"
PROFILE, CONSENT, CALENDAR = (f"{HERE}{page}/" for page in ("angaben", "sichtbarkeit", "kalender"))
DATA = {"title": "Dr.", "first_name": "Nico", "last_name": "Neu", "phone": "030 23125 222",
        "language": "de"}  # fmt: skip


def sign_in_by_code(client: Client, person: Person) -> str:
    """As people do it; returns where that leads."""
    client.post("/anmelden/", {"email": person.email})
    mail = Mail.objects.filter(address=person.email).select_related("letter").latest("pk")
    code = re.search(r"\b\d{8}\b", str(mail.values))
    assert code
    return client.post("/anmelden/code/", {"code": code[0]}).headers["Location"]


def taken(person: Person) -> dict[str, str]:
    return dict(StepTaken.objects.filter(person=person).values_list("step", "outcome"))


def skip(client: Client, step: Step) -> str:
    return client.post(f"{HERE}{SLUGS[step]}/ueberspringen/").headers["Location"]


def test_the_first_sign_in_leads_through_all_three(
    network: Network, client: Client, newcomer: Person
) -> None:
    assert sign_in_by_code(client, newcomer) == HERE
    assert client.get(HERE).headers["Location"] == PROFILE
    assert client.post(PROFILE, DATA).headers["Location"] == CONSENT
    assert client.post(CONSENT, {"email": "members"}).headers["Location"] == CALENDAR
    assert client.post(CALENDAR).headers["Location"] == "/ich/"
    assert "Geschafft." in client.get("/ich/").content.decode()
    assert taken(newcomer) == dict.fromkeys(Step.values, "done")
    client.post("/abmelden/")
    assert sign_in_by_code(client, newcomer) == "/ich/"
    assert client.get(HERE).headers["Location"] == "/ich/"


def test_one_comes_back_to_where_one_stopped(
    network: Network, client: Client, newcomer: Person, sign_in: SignIn
) -> None:
    mine = sign_in(newcomer)
    mine.post(PROFILE, DATA)
    page = mine.get("/ich/").content.decode()
    assert f'href="{HERE}"' in page
    assert sign_in_by_code(client, newcomer) == HERE
    assert client.get(HERE).headers["Location"] == CONSENT


def test_each_step_can_be_skipped(mine: Client, newcomer: Person) -> None:
    assert skip(mine, Step.PROFILE) == CONSENT
    assert skip(mine, Step.CONSENT) == CALENDAR
    assert skip(mine, Step.CALENDAR) == "/ich/"
    assert taken(newcomer) == dict.fromkeys(Step.values, "skipped")
    assert f'href="{HERE}"' not in mine.get("/ich/").content.decode()
    assert not Consent.objects.exists()


def test_skipped_can_become_done_but_not_the_reverse(mine: Client, newcomer: Person) -> None:
    skip(mine, Step.PROFILE)
    mine.post(PROFILE, DATA)
    assert taken(newcomer) == {"profile": "done"}
    first = StepTaken.objects.get().at
    skip(mine, Step.PROFILE)
    mine.post(PROFILE, DATA)
    assert taken(newcomer) == {"profile": "done"}
    assert StepTaken.objects.get().at == first
    verbs = AuditEntry.objects.filter(verb__contains="first_step").order_by("pk")
    assert [entry.verb for entry in verbs] == ["skip_first_step", "take_first_step"]


def test_own_data_are_saved(mine: Client, newcomer: Person) -> None:
    assert 'value="Nico"' in mine.get(PROFILE).content.decode()
    mine.post(PROFILE, DATA)
    newcomer.refresh_from_db()
    assert (newcomer.full_name, newcomer.phone) == ("Dr. Nico Neu", "030 23125 222")


def test_what_is_missing_is_said_and_nothing_is_lost(mine: Client, newcomer: Person) -> None:
    page = mine.post(PROFILE, DATA | {"last_name": "", "phone": "030 23125 223"}).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in page
    assert "030 23125 223" in page
    assert taken(newcomer) == {}


def test_the_language_changes_at_once(mine: Client) -> None:
    response = mine.post(PROFILE, DATA | {"language": "en"})
    assert response.cookies["sprache"].value == "en"
    assert "What may others see?" in mine.get(CONSENT).content.decode()


def test_consent_is_asked_field_by_field(mine: Client, newcomer: Person) -> None:
    mine.post(CONSENT, {"name": "public", "email": "members", "phone": ""})
    standing = Consent.objects.standing().filter(person=newcomer)
    assert dict(standing.values_list("field", "audience")) == {"name": "public", "email": "members"}


def test_what_was_decided_before_is_shown_and_can_be_taken_back(
    mine: Client, newcomer: Person
) -> None:
    show_field(newcomer, Field.PHONE, Audience.PUBLIC, actor=newcomer)
    show_field(newcomer, Field.NAME, Audience.MEMBERS, actor=newcomer)
    page = mine.get(CONSENT).content.decode()
    checked = re.findall(r'<input[^>]*name="(\w+)" value="(\w*)"[^>]*checked', page)
    assert checked == [("name", ""), ("email", ""), ("phone", "public")]
    mine.post(CONSENT, {"name": "", "email": "", "phone": ""})
    assert not Consent.objects.standing().exists()


def test_nobody_invents_an_audience(mine: Client, newcomer: Person) -> None:
    assert mine.post(CONSENT, {"email": "mars"}).status_code == HTTPStatus.OK
    assert taken(newcomer) == {}


def test_the_calendar_is_one_click_or_an_address(mine: Client, settings: Settings) -> None:
    settings.BASE_URL = "https://netz.example"
    page = mine.get(CALENDAR).content.decode()
    assert 'href="webcal://netz.example/treffen/kalender.ics"' in page
    assert "https://netz.example/treffen/kalender.ics" in words(mine.get(CALENDAR))


def test_the_stepper_shows_what_was_done(mine: Client) -> None:
    skip(mine, Step.PROFILE)
    mine.post(CONSENT, {})
    page = words(mine.get(CALENDAR))
    assert "Ihre Angaben (entfällt)" in page
    assert "Was andere sehen (erledigt)" in page
    assert "Termine im Kalender (jetzt)" in page


def test_organisers_and_guests_are_not_led(
    network: Network, organiser: Person, guest: Person
) -> None:
    assert sign_in_by_code(Client(), organiser) == "/verwaltung/"
    assert sign_in_by_code(Client(), guest) == "/ich/"


@pytest.mark.parametrize("path", [HERE, PROFILE, CONSENT, CALENDAR])
def test_guests_are_told_why_not(
    network: Network, guest: Person, sign_in: SignIn, path: str
) -> None:
    assert sign_in(guest).get(path).status_code == HTTPStatus.FORBIDDEN


def test_skipping_takes_a_button_and_a_step(mine: Client, guest: Person, sign_in: SignIn) -> None:
    path = f"{PROFILE}ueberspringen/"
    assert mine.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert mine.post(f"{HERE}tanz/ueberspringen/").status_code == HTTPStatus.NOT_FOUND
    assert mine.post(HERE).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert sign_in(guest).post(path).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", [PROFILE, CONSENT, CALENDAR])
def test_a_step_asks_little(mine: Client, path: str) -> None:
    assert count_queries(mine, path) <= 8


def test_steps_are_handed_over_and_erased(newcomer: Person) -> None:
    actions.take_step(newcomer, Step.CALENDAR, actor=newcomer)
    (kept,) = [one for one in registered_custodies() if str(one.label) == "Ihre ersten Schritte"]
    (record,) = kept.collect(newcomer)
    assert {"Termine im Kalender", "erledigt"} <= {str(value) for value in record.values()}
    assert [kept.erase(newcomer), kept.erase(newcomer)] == [1, 0]
