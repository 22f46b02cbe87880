"""Somebody found nowhere, who wants to join."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.joining.models import JoinRequest, RequestState
from klimanetz.roster.joining.pace import stamp
from tests.conftest import SignIn

FORM = "/mitmachen/"
OFFICE = "/verwaltung/anfragen/"
EMAIL = "nora.neu@ilmenau.example"

type Fill = Callable[..., dict[str, str]]
type MakeRequest = Callable[..., JoinRequest]


@pytest.fixture
def fill() -> Fill:
    """What a person who takes a minute sends."""

    def filled(**fields: str) -> dict[str, str]:
        minute_ago = timezone.now().timestamp() - 60
        return {
            "first_name": "Nora",
            "last_name": "Neu",
            "email": EMAIL,
            "authority": "Ilmenau",
            "role": Role.MANAGER,
            "starts": "2026-01-01",
            "ends": "",
            "message": "Guten Tag!",
            "website": "",
            "begun": stamp(minute_ago),
        } | fields

    return filled


@pytest.fixture
def make_request(network: Network, ilmenau: Authority) -> MakeRequest:
    """A confirmed request, as old as one wants."""

    def made(*, days: int = 0, **fields: object) -> JoinRequest:
        at = timezone.now() - timedelta(days=days)
        defaults: dict[str, object] = {
            "first_name": "Nora",
            "last_name": "Neu",
            "email": EMAIL,
            "authority": ilmenau,
            "role": Role.MANAGER,
            "state": RequestState.OPEN,
            "created_at": at,
            "confirmed_at": at,
        }
        return JoinRequest.objects.create(**defaults | fields)

    return made


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def read(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def newest(purpose: str) -> Mail:
    return Mail.objects.select_related("letter").filter(letter__purpose=purpose).latest("pk")


def link_in(mail: Mail) -> str:
    """The path that the button of a mail leads to."""
    return re.sub(r"^https?://[^/]+", "", mail.values["link"])
