"""Members who were entered long ago, and the question that reached them."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.mail.models import Mail
from klimanetz.mail.returns import note_return
from klimanetz.people.models import Person
from klimanetz.roster.confirming.jobs import ask_members
from klimanetz.roster.confirming.models import Confirmation


def enter_long_ago(*people: Person, days: int = 400) -> None:
    keys = [person.pk for person in people]
    Person.objects.filter(pk__in=keys).update(created_at=timezone.now() - timedelta(days=days))


def later(*, days: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days))


@pytest.fixture
def asked(network: Network, manager: Person) -> Confirmation:
    """The manager was entered more than a year ago and has just been asked."""
    enter_long_ago(manager)
    assert ask_members() == 1
    return Confirmation.objects.select_related("person").get()


def mails() -> list[Mail]:
    return list(Mail.objects.select_related("letter").order_by("pk"))


def come_back(person: Person, *, times: int = 1) -> None:
    """So many mails of different days came back from the address of `person`."""
    for day in range(times):
        on = timezone.localdate() - timedelta(days=day)
        note_return(person.email, "550 5.1.1 User unknown", day=on)
