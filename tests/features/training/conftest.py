"""Trainings for tests; the day is the 1st of February 2027."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.features.training.models import Training
from klimanetz.people.models import Person
from tests.conftest import SignIn

type MakeTraining = Callable[..., Training]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2027, 2, 1, 9, tzinfo=UTC), tick=False) as machine:
        yield machine


@pytest.fixture
def make_training(network: Network, clock: object) -> MakeTraining:
    def make(title: str = "Erste Vorlage", **fields: object) -> Training:
        said: dict[str, object] = {
            "giver": "Akademie Musterland",
            "learns": "Wie eine Vorlage aufgebaut ist.",
            "for_whom": "Bauämter",
            "starts": date(2027, 3, 1),
            "place": "Jena",
            "costs": "90 Euro",
            "link": "https://weiterbildung.example/1",
        }
        return Training.objects.create(title=title, **(said | fields))

    return make


@pytest.fixture
def office(organiser: Person, sign_in: SignIn, clock: object) -> Client:
    return sign_in(organiser)
