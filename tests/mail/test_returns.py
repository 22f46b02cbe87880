"""Addresses that mails come back from: counted by day, closed, seen and opened again."""

from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import AuditEntry
from klimanetz.mail import custody
from klimanetz.mail.delivery import Postman
from klimanetz.mail.models import Address, Mail
from klimanetz.mail.returns import (
    FORGIVEN_AFTER,
    blames_address,
    forget_returns,
    note_return,
    reopen,
)
from klimanetz.mail.rules import can_see_outbox
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.mail.conftest import PostTo, recipient, states
from tests.mail.sink import Sink

CLOSED = "/verwaltung/post/gesperrt/"
MIKA = "mika1@kommune.example"
UNKNOWN = "550 5.1.1 User unknown"
DAY = date(2027, 3, 1)


def deliver() -> None:
    postman = Postman("test")
    postman.deliver()
    postman.line.hang_up()


def close(address: str = MIKA) -> Address:
    note_return(address, UNKNOWN, day=DAY)
    note_return(address, UNKNOWN, day=DAY + timedelta(days=1))
    return Address.objects.get(address=address.lower())


@pytest.mark.parametrize(
    ("words", "blamed"),
    [
        ("550 5.1.1 User unknown", True),
        ("550 No such user", True),
        ("553 sorry", True),
        ("550 5.4.1 Recipient address rejected: Access denied", True),
        ("552 5.2.2 mailbox full", True),
        ("554 rejected as spam", False),
        ("550 5.7.1 blocked", False),
        ("552 5.3.4 message too big", False),
        ("451 4.4.7 expired", False),
        ("mx 10.5.1.1 said: 554 no", False),
        ("Unrouteable address", True),
    ],
)
def test_whether_the_address_is_to_blame(words: str, *, blamed: bool) -> None:
    assert blames_address(words) is blamed


def test_two_days_close_an_address_and_one_does_not(db: None) -> None:
    note_return(MIKA, UNKNOWN, day=DAY)
    note_return(MIKA.upper(), UNKNOWN, day=DAY)
    assert Address.objects.get().closed_at is None
    note_return(MIKA, UNKNOWN, day=DAY + FORGIVEN_AFTER + timedelta(days=1))
    assert Address.objects.get().closed_at is None
    note_return(MIKA, UNKNOWN, day=DAY + FORGIVEN_AFTER + timedelta(days=2))
    assert Address.objects.get().closed_at
    assert AuditEntry.objects.get().verb == "mail.address_closed"


def test_a_refusal_at_the_door_counts_likewise(post_to: PostTo, sink: Sink) -> None:
    sink.refused_rcpt[MIKA] = UNKNOWN
    for day in range(2):
        with time_machine.travel(timezone.now() + timedelta(days=day)):
            post_to(2)
            deliver()
    assert [one.address for one in Address.objects.closed()] == [MIKA]


def test_a_refusal_of_the_mail_is_not_counted(post_to: PostTo, sink: Sink) -> None:
    sink.refused_data[MIKA] = "554 5.7.1 looks like spam"
    post_to(1)
    deliver()
    assert not Address.objects.exists()


def test_nothing_goes_to_a_closed_address_but_a_code(post_to: PostTo, sink: Sink) -> None:
    close(MIKA)
    post_to([recipient(1, address="Mika1@kommune.example"), recipient(2)])
    post_to(1, confidential=True)
    deliver()
    assert sorted(sink.addresses) == [MIKA, "mika2@kommune.example"]
    held = Mail.objects.get(address="Mika1@kommune.example")
    assert held.state == "failed"
    assert held.answer == "Adresse gesperrt: zwei Mails kamen nicht an."


def test_an_address_that_is_open_again_gets_mail(
    post_to: PostTo, sink: Sink, organiser: Person
) -> None:
    address = close()
    reopen(address, actor=organiser)
    reopen(address, actor=organiser)  # two organisers at once
    assert AuditEntry.objects.filter(verb="mail.address_reopened").count() == 1
    letter = post_to(1)
    deliver()
    assert states(letter) == {MIKA: "sent"}


def test_what_is_said_about_an_address_is_forgotten(db: None) -> None:
    close()
    assert forget_returns([MIKA.upper(), "other@kommune.example"]) == 1
    assert forget_returns([MIKA]) == 0


def test_organisers_see_and_open_closed_addresses(organiser: Person, sign_in: SignIn) -> None:
    office = sign_in(organiser)
    assert "Keine Adresse ist gesperrt" in office.get(CLOSED).content.decode()
    address = close()
    assert CLOSED in office.get("/verwaltung/post/").content.decode()
    page = office.get(CLOSED).content.decode()
    assert MIKA in page
    assert UNKNOWN in page
    opened = office.post(f"{CLOSED}{address.pk}/freigeben/", follow=True)
    assert f"An {MIKA} gehen wieder Mails." in opened.content.decode()
    assert not Address.objects.exists()
    gone = office.post(f"{CLOSED}{address.pk}/freigeben/")
    assert gone.status_code == HTTPStatus.NOT_FOUND


def test_the_button_leads_back_to_where_it_stood(organiser: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    for referer, leads_to in (
        ("http://testserver/verwaltung/personen/7/", "http://testserver/verwaltung/personen/7/"),
        ("https://elsewhere.example/", CLOSED),
    ):
        url = f"{CLOSED}{close().pk}/freigeben/"
        response = client.post(url, headers={"referer": referer})
        assert response.headers["Location"] == leads_to


@pytest.mark.parametrize("who", ["organiser", "manager", "guest", "outsider"])
def test_who_sees_closed_addresses(
    who: str, request: pytest.FixtureRequest, client: Client
) -> None:
    person: Person = request.getfixturevalue(who)
    address = close()
    allowed = bool(can_see_outbox(person))
    assert Address.objects.visible_to(person).exists() is allowed
    client.force_login(person)
    found = client.get(CLOSED).status_code
    assert found == (HTTPStatus.OK if allowed else HTTPStatus.FORBIDDEN)
    client.post(f"{CLOSED}{address.pk}/freigeben/")
    assert Address.objects.exists() is not allowed
    assert client.get(f"{CLOSED}{address.pk}/freigeben/").status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_of_the_list(
    organiser: Person,
    sign_in: SignIn,
    number: int,
    django_assert_num_queries: Callable[..., pytest.FixtureRequest],
) -> None:
    for one in range(number):
        close(f"mika{one}@kommune.example")
    client = sign_in(organiser)
    with django_assert_num_queries(5):  # type: ignore[attr-defined]
        client.get(CLOSED)


def test_a_person_learns_what_is_kept_and_it_can_be_erased(
    manager: Person, neighbour: Person
) -> None:
    mine = next(one for one in registered_custodies() if one.erase is custody.erase_returns)
    close(manager.email)
    close(neighbour.email)
    [kept] = mine.collect(manager)
    assert kept["E-Mail"] == manager.email
    assert kept["gesperrt"] == "ja"
    assert mine.erase(manager) == 1
    assert mine.erase(manager) == 0
    assert Address.objects.get().address == neighbour.email
