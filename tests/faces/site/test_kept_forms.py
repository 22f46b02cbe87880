"""A form that was sent after the session had run out: sign in, and go on where one was."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from klimanetz.core.kept_forms import KEPT, MOST_KEPT
from klimanetz.core.models import Network
from klimanetz.features.meetings.models import Meeting
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.models import Position
from tests.conftest import SignIn
from tests.people.test_login import CONFIRM, ask, read_code

SETTINGS = "/verwaltung/netzwerk/"
TYPED = {
    "name": 'Klimanetz "Süd" & mehr',
    "claim": "Ein Satz.\nUnd noch einer <b>",
    "land": "09",
    "operator": "Agentur",
    "keep_months": "6",
    "second_factor_required": "on",
}


@pytest.fixture(autouse=True)
def _fresh(network: Network) -> None:
    cache.clear()


def send(client: Client, url: str, fields: dict[str, str], page: str = "") -> str:
    """Send a form from its page; returns where that leads."""
    response = client.post(url, fields, headers={"Referer": f"http://testserver{page or url}"})
    assert response.status_code == HTTPStatus.FOUND
    return response.headers["Location"]


def enter(client: Client, person: Person, wanted: str) -> str:
    """Sign in by mail, wanting a page; returns the page as it then stands there."""
    ask(client, person.email, next=wanted)
    response = client.post(CONFIRM, {"code": read_code(person), "next": wanted})
    assert response.headers["Location"] == wanted
    return client.get(wanted).content.decode()


def value_of(page: str, name: str) -> str | None:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = tag and re.search(r'value="([^"]*)"', tag[0])
    return value[1] if value else None


def test_everything_typed_is_there_after_signing_in(client: Client, organiser: Person) -> None:
    assert send(client, SETTINGS, TYPED) == f"/anmelden/?next={SETTINGS}"
    said = client.get(f"/anmelden/?next={SETTINGS}").content.decode()
    assert "Sie sind inzwischen abgemeldet." in said
    page = enter(client, organiser, SETTINGS)
    assert "Ihre Eingaben sind noch da." in page
    assert value_of(page, "name") == "Klimanetz &quot;Süd&quot; &amp; mehr"
    assert "Ein Satz.\nUnd noch einer &lt;b&gt;</textarea>" in page
    assert re.search(r'<option value="09" selected', page)
    assert value_of(page, "operator") == "Agentur"
    assert re.search(r'<input[^>]*name="second_factor_required"[^>]*checked', page)


def test_nothing_is_saved_until_it_is_sent_again(client: Client, organiser: Person) -> None:
    send(client, SETTINGS, TYPED)
    page = enter(client, organiser, SETTINGS)
    assert Network.objects.current().name == "Klimanetz Thüringen"
    token = value_of(page, "csrfmiddlewaretoken")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.post(SETTINGS, TYPED | {"csrfmiddlewaretoken": token or ""})
    assert Network.objects.current().name == TYPED["name"]


def test_it_is_shown_once(client: Client, organiser: Person) -> None:
    send(client, SETTINGS, TYPED)
    enter(client, organiser, SETTINGS)
    again = client.get(SETTINGS).content.decode()
    assert "Ihre Eingaben sind noch da." not in again
    assert value_of(again, "name") == "Klimanetz Thüringen"


@pytest.mark.parametrize("fields", [{"grund": "x"}, {}])
def test_a_button_leads_back_to_its_page(
    client: Client, manager: Person, fields: dict[str, str]
) -> None:
    """An address that only takes what is sent has no page of its own."""
    page = "/ich/sicherheit/"
    action = "/ich/sicherheit/geraete/andere/"
    assert send(client, action, fields, page) == f"/anmelden/?next={page}"
    assert "<h1" in enter(client, manager, page)


def test_a_browser_that_does_not_say_where_it_was_is_led_to_a_page_that_opens(
    client: Client, manager: Person, sign_in: SignIn
) -> None:
    sign_in(manager).get("/ich/")  # another device, that can be signed out
    page = "/ich/sicherheit/"
    response = client.post(f"{page}geraete/andere/", {"grund": "x"})
    assert response.headers["Location"] == f"/anmelden/?next={page}"
    assert "Ihre Eingaben sind noch da." in enter(client, manager, page)


def test_where_the_form_is_gone_nobody_reads_that_it_is_filled(
    client: Client, manager: Person
) -> None:
    """With no other device there is nothing to sign out."""
    page = "/ich/sicherheit/"
    client.post(f"{page}geraete/andere/", {"grund": "x"})
    assert "Ihre Eingaben sind noch da." not in enter(client, manager, page)


def test_what_was_emptied_is_empty_after_signing_in(client: Client, organiser: Person) -> None:
    Network.objects.update(operator="Energieagentur")
    send(client, SETTINGS, TYPED | {"operator": ""})
    assert value_of(enter(client, organiser, SETTINGS), "operator") == ""


def test_a_new_person_as_typed(client: Client, organiser: Person) -> None:
    url = "/verwaltung/personen/neu/"
    page_before = client.get(url)
    assert page_before.status_code == HTTPStatus.FOUND
    send(client, url, {"first_name": "Ida", "last_name": "Übel", "email": "ida@ort.example"})
    page = enter(client, organiser, url)
    assert value_of(page, "last_name") == "Übel"
    assert value_of(page, "email") == "ida@ort.example"
    assert not Person.objects.filter(last_name="Übel").exists()


def test_a_position_as_typed(client: Client, organiser: Person, manager: Person) -> None:
    url = f"/verwaltung/stellen/{Position.objects.get().pk}/aendern/"
    send(client, url, {"kind": "energy_manager", "share": "0.50", "starts": "2026-02-01"})
    page = enter(client, organiser, url)
    assert value_of(page, "share") == "0.50"
    assert value_of(page, "starts") == "2026-02-01"
    assert re.search(r'value="energy_manager"[^>]*selected', page)


def test_a_meeting_as_typed(client: Client, organiser: Person) -> None:
    url = "/verwaltung/treffen/neu/"
    send(client, url, {"title": "Frühjahrstreffen", "venue": "Rathaus"})
    page = enter(client, organiser, url)
    assert value_of(page, "title") == "Frühjahrstreffen"
    assert not Meeting.objects.exists()


def test_own_data_as_typed(client: Client, manager: Person) -> None:
    send(client, "/ich/daten/", {"first_name": "Mika-Lu", "last_name": "Neu", "phone": "1"})
    assert value_of(enter(client, manager, "/ich/daten/"), "first_name") == "Mika-Lu"


def test_who_may_not_see_the_page_sees_nothing_of_it(
    client: Client, manager: Person, organiser: Person
) -> None:
    send(client, SETTINGS, TYPED)
    ask(client, manager.email, next=SETTINGS)
    client.post(CONFIRM, {"code": read_code(manager), "next": SETTINGS})
    response = client.get(SETTINGS)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Agentur" not in response.content.decode().replace("Energieagentur", "")


def test_after_half_an_hour_it_is_gone(client: Client, organiser: Person) -> None:
    send(client, SETTINGS, TYPED)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        client.force_login(organiser)
        page = client.get(SETTINGS).content.decode()
        assert value_of(page, "operator") == "Energieagentur"


def test_secrets_and_nothing_are_not_kept(client: Client, ilmenau: Authority) -> None:
    for fields in ({}, {"code": "123456", "password": "x", "credential": "y"}, {"name": ""}):
        client.post(SETTINGS, fields)
        assert KEPT not in client.session


def test_far_too_much_is_not_kept(client: Client) -> None:
    assert send(client, SETTINGS, {"claim": "x" * 100_001}) == f"/anmelden/?next={SETTINGS}"
    assert KEPT not in client.session


def test_a_stranger_cannot_fill_the_table_of_sessions() -> None:
    for _number in range(MOST_KEPT):
        Client().post(SETTINGS, TYPED)
    late = Client()
    late.post(SETTINGS, TYPED)
    assert KEPT not in late.session


def test_the_page_of_another_site_is_never_gone_to(client: Client) -> None:
    response = client.post(SETTINGS, TYPED, headers={"Referer": "https://boese.example/x"})
    assert response.headers["Location"] == f"/anmelden/?next={SETTINGS}"


def stale(organiser: Person) -> Client:
    """A tab whose token is from before the last sign-in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(organiser)
    client.get(SETTINGS)
    return client


def test_a_stale_tab_keeps_what_was_typed(organiser: Person) -> None:
    client = stale(organiser)
    old = TYPED | {"csrfmiddlewaretoken": "x" * 64}
    response = client.post(SETTINGS, old, headers={"Referer": f"http://testserver{SETTINGS}"})
    assert response.status_code == HTTPStatus.FORBIDDEN
    said = response.content.decode()
    assert "Ihre Eingaben sind noch da." in said
    assert f'href="{SETTINGS}"' in said
    assert value_of(client.get(SETTINGS).content.decode(), "operator") == "Agentur"
    assert Network.objects.current().operator == "Energieagentur"


@pytest.mark.parametrize(
    "headers", [{}, {"Referer": "https://boese.example/"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_puts_no_words_into_a_form(organiser: Person, headers: dict[str, str]) -> None:
    client = stale(organiser)
    response = client.post(SETTINGS, TYPED, headers=headers)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Gehen Sie einen Schritt zurück" in response.content.decode()
    assert value_of(client.get(SETTINGS).content.decode(), "operator") == "Energieagentur"


def test_signed_in_nothing_is_different(organiser: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    assert client.post(SETTINGS, TYPED).status_code == HTTPStatus.FOUND
    assert Network.objects.current().operator == "Agentur"
    assert KEPT not in client.session
