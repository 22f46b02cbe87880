"""After the code from the mail comes the second factor of who has one."""

from http import HTTPStatus

import pytest
import time_machine
from django.test import Client

from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.people.security.conftest import (
    SECOND,
    Enter,
    code_now,
    give_app,
    recovery_codes_of,
)
from tests.people.test_login import signed_in_as


def test_without_a_second_factor_the_code_is_enough(manager: Person, by_mail: Enter) -> None:
    assert signed_in_as(by_mail(manager)) == str(manager.pk)


def test_the_app_is_asked_for_after_the_code(manager: Person, by_mail: Enter) -> None:
    client = by_mail(give_app(manager))
    assert signed_in_as(client) is None
    page = client.get(SECOND).content.decode()
    assert "Zweiter Faktor" in page
    assert "Notfallcode" in page
    response = client.post(SECOND, {"code": code_now()})
    assert response.headers["Location"].startswith("/ich/")
    assert signed_in_as(client) == str(manager.pk)


def test_a_wrong_code_is_said_beside_the_field(manager: Person, by_mail: Enter) -> None:
    client = by_mail(give_app(manager))
    response = client.post(SECOND, {"code": "000000"})
    assert response.status_code == HTTPStatus.OK
    assert "Das stimmt nicht." in response.content.decode()
    assert signed_in_as(client) is None


@pytest.mark.usefixtures("noon")
def test_a_code_counts_once(manager: Person, by_mail: Enter) -> None:
    give_app(manager)
    code = code_now()
    by_mail(manager).post(SECOND, {"code": code})
    second = by_mail(manager)
    second.post(SECOND, {"code": code})
    assert signed_in_as(second) is None


def test_nor_does_it_count_again_half_a_minute_later(
    manager: Person, by_mail: Enter, noon: time_machine.Traveller
) -> None:
    give_app(manager)
    first, code = by_mail(manager), code_now()
    first.post(SECOND, {"code": code})
    assert signed_in_as(first) == str(manager.pk)
    noon.shift(31)
    second = by_mail(manager)
    second.post(SECOND, {"code": code})
    assert signed_in_as(second) is None


def test_a_recovery_code_opens_once(manager: Person, by_mail: Enter) -> None:
    code = recovery_codes_of(give_app(manager))[3]
    client = by_mail(manager)
    client.post(SECOND, {"code": code})
    assert signed_in_as(client) == str(manager.pk)
    again = by_mail(manager)
    again.post(SECOND, {"code": code})
    assert signed_in_as(again) is None


def test_guessing_ends_soon(manager: Person, by_mail: Enter) -> None:
    client = by_mail(give_app(manager))
    for _attempt in range(6):
        response = client.post(SECOND, {"code": "000000"})
    assert "Das waren sehr viele Versuche." in response.content.decode()
    assert signed_in_as(client) is None


@pytest.mark.parametrize("credential", ["", "{}", "nonsense", '{"id": "x"}'])
def test_a_broken_passkey_answer_is_no_entrance(
    manager: Person, by_mail: Enter, credential: str
) -> None:
    client = by_mail(give_app(manager))
    client.get(SECOND)
    assert client.post(SECOND, {"credential": credential}).status_code == HTTPStatus.OK
    assert signed_in_as(client) is None


def test_nobody_enters_by_the_second_door_alone(manager: Person, client: Client) -> None:
    give_app(manager)
    assert client.get(SECOND).status_code == HTTPStatus.FOUND
    client.post(SECOND, {"code": code_now()})
    assert signed_in_as(client) is None


def test_who_is_in_is_led_on(manager: Person, sign_in: SignIn) -> None:
    assert sign_in(manager).get(SECOND).headers["Location"].startswith("/ich/")
