"""Somebody asks for a contact; today is Monday, 1 February 2027."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.roster.introductions import actions
from klimanetz.roster.introductions.models import Introduction, Proposal
from tests.conftest import SignIn

TOPIC = "Wärmeplanung im Konvoi"
PURPOSE = "Wir wollen uns mit zwei Nachbargemeinden zusammentun."
QUESTION = {"topic": TOPIC, "purpose": PURPOSE}
STRANGER = "bauamt@kleinort.example"
PUBLIC = QUESTION | {"organisation": "Gemeinde Kleinort", "name": "Berta Bau", "email": STRANGER}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    noon = datetime(2027, 2, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    with time_machine.travel(noon, tick=False) as traveller:
        yield traveller


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def mine(network: Network, neighbour: Person, sign_in: SignIn) -> Client:
    """Nele in Arnstadt, who asks."""
    return sign_in(neighbour)


@pytest.fixture
def asked(network: Network, neighbour: Person) -> Introduction:
    """A member's question that waits for the organisers."""
    return actions.ask(neighbour, **QUESTION, actor=neighbour)


@pytest.fixture
def from_stranger(network: Network) -> Introduction:
    """A confirmed question of a municipality without account."""
    introduction = actions.ask_publicly(language="de", **PUBLIC)
    actions.confirm(introduction)
    return Introduction.objects.get(pk=introduction.pk)


@pytest.fixture
def proposal(from_stranger: Introduction, manager: Person) -> Proposal:
    """Mika in Ilmenau was proposed to the stranger."""
    return actions.propose(from_stranger, manager, actor="Olga")
