"""Somebody new in Arnstadt; today is Monday, 1 February 2027."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.beginning.models import ChecklistItem
from klimanetz.roster.models import Holding, Membership
from tests.conftest import SignIn
from tests.factories import make_manager

TODAY = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    noon = datetime(2027, 2, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    with time_machine.travel(noon, tick=False) as traveller:
        yield traveller


def make_newcomer(first_name: str, last_name: str, authority: Authority, start: date) -> Person:
    person = make_manager(first_name, last_name, authority)
    Membership.objects.filter(person=person).update(starts=start)
    Holding.objects.filter(person=person).update(starts=start)
    return person


@pytest.fixture
def newcomer(arnstadt: Authority) -> Person:
    """In post for eleven days."""
    return make_newcomer("Nico", "Neu", arnstadt, date(2027, 1, 22))


@pytest.fixture
def mine(network: Network, newcomer: Person, sign_in: SignIn) -> Client:
    return sign_in(newcomer)


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def item(db: None) -> ChecklistItem:
    """The first talk, due on the tenth day: 31 January for the newcomer."""
    ChecklistItem.objects.all().delete()
    return ChecklistItem.objects.create(
        title="Erstes Gespräch", explanation="Beim Bürgermeister.", due_day=10, place=0
    )
