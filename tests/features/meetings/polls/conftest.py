"""A poll about three days in March, and people asked. Today is Monday, 1 February 2027."""

from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.features.meetings.polls import actions
from klimanetz.features.meetings.polls.models import Choice, DatePoll, PollVoter
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import as_invitee, berlin

SPANS = [(berlin(3, day, 10), berlin(3, day, 14)) for day in (16, 17, 24)]
YES, IF_NEED_BE, NO = Choice.YES, Choice.IF_NEED_BE, Choice.NO


@pytest.fixture
def office(network: Network, sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


type MakePoll = Callable[..., DatePoll]


@pytest.fixture
def make_poll(network: Network, clock: time_machine.Traveller) -> MakePoll:
    """A draft: Tuesday 16, Wednesday 17, Wednesday 24 March, answers by 15 February."""

    def make(spans: list[tuple[datetime, datetime]] = SPANS, **fields: object) -> DatePoll:
        facts: dict[str, object] = {
            "title": "Frühjahrstreffen",
            "description": "Hitze in der Stadt.",
            "answer_by": berlin(2, 15, 23, 59),
        }
        return actions.prepare(DatePoll(**(facts | fields)), spans, actor="Olga")

    return make


@pytest.fixture
def poll(make_poll: MakePoll) -> DatePoll:
    return make_poll()


type Ask = Callable[..., list[PollVoter]]


@pytest.fixture
def ask() -> Ask:
    """Asks people (or guests by name) and returns them as voters in the same order."""

    def asked(poll: DatePoll, *who: Person | str) -> list[PollVoter]:
        invitees = [as_invitee(one) for one in who]
        actions.ask(poll, invitees, actor="Olga")
        found = {one.email: one for one in poll.voters.select_related("poll")}
        return [found[invitee.email] for invitee in invitees]

    return asked


def say(voter: PollVoter, *choices: Choice | None, **more: str) -> PollVoter:
    """Vote for the dates in their order; None says nothing to that date."""
    dates = voter.poll.dates.values_list("pk", flat=True)
    votes = {date: choice for date, choice in zip(dates, choices, strict=False) if choice}
    return actions.vote(voter, votes, **more)


def said(voter: PollVoter) -> list[str]:
    return list(voter.votes.order_by("date").values_list("choice", flat=True))


def fresh(poll: DatePoll) -> DatePoll:
    return DatePoll.objects.select_related("chosen", "meeting").get(pk=poll.pk)
