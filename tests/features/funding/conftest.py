"""The desk of an organiser, and a programme to read."""

import pytest
from django.test import Client

from klimanetz.features.funding.models import Programme, Rule
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.funding.rows_made import make_programme, make_question, make_rule


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def programme(db: None) -> Programme:
    return make_programme()


@pytest.fixture
def rule(programme: Programme) -> Rule:
    """70 %, and 90 % for who is financially weak; for a new post."""
    weak = make_question()
    rates = ({"percent": 70}, {"percent": 90, "question": weak})
    return make_rule(programme, rates=rates, wanted={"neue-stelle": True})


def read(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, response.status_code
    return " ".join(response.content.decode().replace("\xa0", " ").split())
