"""Signing in with a code by e-mail: for those whom the network knows, and only for them."""

import re
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.conftest import SignIn

REQUEST = "/anmelden/"
CONFIRM = "/anmelden/code/"
STRANGER = "niemand@anderswo.example"


@pytest.fixture(autouse=True)
def _fresh(network: Network) -> None:
    cache.clear()


def last_mail(address: str) -> Mail:
    return Mail.objects.filter(address=address).select_related("letter").latest("pk")


def read_code(person: Person) -> str:
    """The code as somebody copies it out of the mail."""
    mail = last_mail(person.email)
    found = re.search(r"\b\d{8}\b", f"{mail.letter.text} {mail.values}")
    assert found
    return found[0]


def ask(client: Client, email: str, **more: str) -> str:
    """Ask for a code; returns where that leads."""
    response = client.post(REQUEST, {"email": email} | more)
    assert response.status_code == HTTPStatus.FOUND
    return response.headers["Location"]


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_from_the_address_to_the_own_page(client: Client, manager: Person) -> None:
    assert client.get(REQUEST).status_code == HTTPStatus.OK
    assert ask(client, manager.email) == CONFIRM
    assert manager.email in client.get(CONFIRM).content.decode()
    response = client.post(CONFIRM, {"code": read_code(manager)})
    assert response.headers["Location"] == "/ich/willkommen/"
    assert signed_in_as(client) == str(manager.pk)
    assert client.get("/ich/").status_code == HTTPStatus.OK


def test_organisers_begin_at_their_desk(client: Client, organiser: Person) -> None:
    ask(client, organiser.email)
    response = client.post(CONFIRM, {"code": read_code(organiser)})
    assert response.headers["Location"] == "/verwaltung/"


def test_address_and_code_as_people_type_them(client: Client, manager: Person) -> None:
    ask(client, f"  {manager.email.upper()} ")
    code = read_code(manager)
    client.post(CONFIRM, {"code": f" {code[:4]} {code[4:]} "})
    assert signed_in_as(client) == str(manager.pk)


def test_the_code_field_suits_a_phone(client: Client, manager: Person) -> None:
    ask(client, manager.email)
    page = client.get(CONFIRM).content.decode()
    field = re.search(r"<input[^>]*name=\"code\"[^>]*>", page)
    assert field
    assert 'autocomplete="one-time-code"' in field[0]
    assert 'inputmode="numeric"' in field[0]


def test_leads_back_to_the_page_that_was_wanted(client: Client, organiser: Person) -> None:
    wanted = "/verwaltung/netzwerk/"
    response = client.get(wanted)
    assert response.headers["Location"] == f"{REQUEST}?next={wanted}"
    assert (
        f'name="next" value="{wanted}"' in client.get(response.headers["Location"]).content.decode()
    )
    assert ask(client, organiser.email, next=wanted) == f"{CONFIRM}?next={quote(wanted, safe='')}"
    response = client.post(CONFIRM, {"code": read_code(organiser), "next": wanted})
    assert response.headers["Location"] == wanted


@pytest.mark.parametrize("away", ["https://boese.example/", "//boese.example", "javascript:x"])
def test_never_leads_to_another_site(client: Client, manager: Person, away: str) -> None:
    assert ask(client, manager.email, next=away) == CONFIRM
    response = client.post(CONFIRM, {"code": read_code(manager), "next": away})
    assert response.headers["Location"] == "/ich/willkommen/"


def test_an_unknown_address_sees_exactly_the_same(client: Client, manager: Person) -> None:
    other = Client()
    assert ask(client, manager.email) == ask(other, STRANGER)
    known = client.get(CONFIRM).content.decode().replace(manager.email, "x")
    unknown = other.get(CONFIRM).content.decode().replace(STRANGER, "x")
    hide = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert hide.sub("", known) == hide.sub("", unknown)


def test_an_unknown_address_costs_the_same_work(client: Client, manager: Person) -> None:
    ask(client, manager.email)
    ask(Client(), STRANGER)
    assert Mail.objects.filter(address=manager.email).count() == 1
    assert Mail.objects.filter(address=STRANGER).count() == 1


def test_a_stranger_gets_a_letter_without_code_and_cannot_enter(client: Client) -> None:
    ask(client, STRANGER)
    mail = last_mail(STRANGER)
    assert not re.search(r"\b\d{8}\b", f"{mail.letter.text} {mail.values}")
    for code in ("", "00000000", "12345678"):
        client.post(CONFIRM, {"code": code})
    assert signed_in_as(client) is None
    assert not Person.objects.filter(email=STRANGER).exists()


def test_who_left_is_a_stranger(client: Client, manager: Person) -> None:
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    assert ask(client, manager.email) == CONFIRM
    mail = last_mail(manager.email)
    assert not re.search(r"\b\d{8}\b", f"{mail.letter.text} {mail.values}")


def test_who_leaves_between_code_and_entry_is_told(client: Client, manager: Person) -> None:
    ask(client, manager.email)
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    response = client.post(CONFIRM, {"code": read_code(manager)}, follow=True)
    assert signed_in_as(client) is None
    assert "Ihr Zugang ist beendet" in response.content.decode()


def test_who_leaves_while_signed_in_is_out(manager: Person, sign_in: SignIn) -> None:
    mine = sign_in(manager)
    assert mine.get("/ich/").status_code == HTTPStatus.OK
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    assert mine.get("/ich/").headers["Location"].startswith(REQUEST)


def test_a_wrong_code_is_told_kindly_and_can_be_mended(client: Client, manager: Person) -> None:
    ask(client, manager.email)
    page = client.post(CONFIRM, {"code": "00000000"})
    assert "Dieser Code stimmt nicht." in page.content.decode()
    client.post(CONFIRM, {"code": read_code(manager)})
    assert signed_in_as(client) == str(manager.pk)


def test_after_five_wrong_codes_one_needs_a_new_one(client: Client, manager: Person) -> None:
    ask(client, manager.email)
    code = read_code(manager)
    for _ in range(5):
        response = client.post(CONFIRM, {"code": "00000000"})
    assert response.headers["Location"] == REQUEST
    assert "sehr viele Versuche" in client.get(REQUEST).content.decode()
    client.post(CONFIRM, {"code": code})
    assert signed_in_as(client) is None


def test_a_code_is_good_for_a_quarter_of_an_hour(client: Client, manager: Person) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask(client, manager.email)
    with time_machine.travel(now + timedelta(minutes=14), tick=False):
        assert client.get(CONFIRM).status_code == HTTPStatus.OK
    with time_machine.travel(now + timedelta(minutes=16), tick=False):
        response = client.post(CONFIRM, {"code": read_code(manager)}, follow=True)
        assert "Der Code gilt nicht mehr." in response.content.decode()
    assert signed_in_as(client) is None


def test_the_code_page_alone_leads_to_the_beginning(client: Client) -> None:
    response = client.get(CONFIRM, follow=True)
    assert response.redirect_chain == [(REQUEST, HTTPStatus.FOUND)]
    assert "Bitte fordern Sie einen neuen an." in response.content.decode()


def test_a_new_code_makes_the_old_one_worthless(client: Client, manager: Person) -> None:
    ask(client, manager.email)
    old = read_code(manager)
    response = client.post(CONFIRM, {"action": "resend"})
    assert response.headers["Location"] == CONFIRM
    new = read_code(manager)
    assert new != old
    client.post(CONFIRM, {"code": old})
    assert signed_in_as(client) is None
    client.post(CONFIRM, {"code": new})
    assert signed_in_as(client) == str(manager.pk)


def test_another_address_can_be_typed(client: Client, manager: Person) -> None:
    ask(client, STRANGER)
    assert client.get(REQUEST).headers["Location"] == CONFIRM
    response = client.post("/abmelden/", {"next": REQUEST})
    assert response.headers["Location"] == REQUEST
    assert client.get(REQUEST).status_code == HTTPStatus.OK


def test_one_mailbox_is_not_flooded(client: Client, manager: Person) -> None:
    for _ in range(4):
        ask(Client(), manager.email)
    page = client.post(REQUEST, {"email": manager.email})
    assert page.status_code == HTTPStatus.OK
    assert "warten Sie einige Minuten" in page.content.decode()
    assert Mail.objects.filter(address=manager.email).count() == 4


def test_the_limit_does_not_tell_who_is_known(client: Client) -> None:
    for _ in range(4):
        ask(Client(), STRANGER)
    page = client.post(REQUEST, {"email": STRANGER})
    assert "warten Sie einige Minuten" in page.content.decode()


def test_one_client_cannot_try_many_addresses(client: Client, manager: Person) -> None:
    for number in range(30):
        ask(Client(), f"person{number}@anderswo.example")
    assert client.post(REQUEST, {"email": manager.email}).status_code == HTTPStatus.OK
    assert not Mail.objects.filter(address=manager.email).exists()
    other = Client(REMOTE_ADDR="192.0.2.77")
    assert ask(other, manager.email) == CONFIRM


def test_nonsense_is_no_address(client: Client) -> None:
    page = client.post(REQUEST, {"email": "olga(at)agentur"})
    assert page.context["form"].errors.keys() == {"email"}
    assert not Mail.objects.exists()


def test_signing_in_speaks_the_language_of_the_person(client: Client, manager: Person) -> None:
    Person.objects.filter(pk=manager.pk).update(language="en")
    ask(client, manager.email)
    response = client.post(CONFIRM, {"code": read_code(manager)})
    assert response.cookies["sprache"].value == "en"


def test_signed_in_people_need_no_second_time(manager: Person, sign_in: SignIn) -> None:
    response = sign_in(manager).get(REQUEST)
    assert response.headers["Location"] == "/ich/willkommen/"


def test_signing_out_needs_a_button(manager: Person, sign_in: SignIn) -> None:
    mine = sign_in(manager)
    page = mine.get("/abmelden/")
    assert "Möchten Sie sich abmelden?" in page.content.decode()
    assert signed_in_as(mine) == str(manager.pk)
    end = mine.post("/abmelden/", follow=True)
    assert end.redirect_chain == [("/abgemeldet/", HTTPStatus.FOUND)]
    assert "Sie sind abgemeldet." in end.content.decode()
    assert signed_in_as(mine) is None


def test_signing_out_removes_what_pages_kept_in_the_browser(client: Client) -> None:
    """The list at the door may be kept for a while without network; it shows names."""
    page = client.get("/abgemeldet/").content.decode()
    assert '<script src="/static/people/signed_out' in page
    script = finders.find("people/signed_out.js")
    assert "caches.delete" in Path(str(script)).read_text()
    assert client.post("/abgemeldet/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_nobody_reads_goodbye_who_is_signed_in(manager: Person, sign_in: SignIn) -> None:
    """As by the way back of a browser; the copy of the door stays, too."""
    mine = sign_in(manager)
    assert mine.get("/abgemeldet/").headers["Location"] == "/"
    assert signed_in_as(mine) == str(manager.pk)


def test_the_farewell_is_not_kept_for_others(
    client: Client, manager: Person, sign_in: SignIn
) -> None:
    sign_in(manager).post("/abmelden/", follow=True)
    assert "Sie sind abgemeldet." not in client.get("/").content.decode()


@pytest.mark.parametrize("name", ["signup", "password/reset", "email", "login", "accounts/login"])
def test_nothing_else_of_the_library_is_open(client: Client, name: str) -> None:
    assert client.get(f"/{name}/").status_code == HTTPStatus.NOT_FOUND
