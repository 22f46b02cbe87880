"""The office of an organiser, and one position with its years."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from klimanetz.core.months import add_months
from klimanetz.people.models import Person
from klimanetz.roster.models import Position
from tests.conftest import SignIn


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def position(manager: Person) -> Position:
    """Held by the manager in Ilmenau, without an end."""
    return Position.objects.get()


def in_months(months: int) -> date:
    return add_months(timezone.localdate(), months)


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()
