"""People with an app that shows codes, and what happens around signing in."""

import time
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.people.security.actions import add_app
from tests.people.test_login import CONFIRM, ask, read_code

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SECURITY = "/ich/sicherheit/"
SECOND = "/anmelden/zweiter-faktor/"

type Enter = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _fresh(network: Network) -> None:
    cache.clear()


def code_now(secret: str = SECRET) -> str:
    """What the app on the phone shows."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def give_app(person: Person) -> Person:
    add_app(person, SECRET, actor=person)
    return person


def recovery_codes_of(person: Person) -> list[str]:
    row = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES)
    codes: list[str] = row.wrap().get_unused_codes()
    return codes


@pytest.fixture
def by_mail() -> Enter:
    """Somebody who typed in the code from the mail."""

    def entered(person: Person) -> Client:
        client = Client()
        ask(client, person.email)
        client.post(CONFIRM, {"code": read_code(person)})
        return client

    return entered


def confirm(client: Client) -> None:
    """Show the second factor once more; half a minute later, as a code counts once."""
    with time_machine.travel(time.time() + 31):
        response = client.post("/ich/sicherheit/bestaetigen/", {"code": code_now()})
    assert response.status_code == 302
