"""A meeting on its day: whom the door expects, and the organiser who stands there."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, Reply, Source
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, berlin


@pytest.fixture
def office(sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


@dataclass(frozen=True)
class Expected:
    """Mika comes, Ina joins online, Vera comes for Jan, Kim declines, Lou is open."""

    meeting: Meeting
    mika: Invitation
    ina: Invitation
    jan: Invitation
    kim: Invitation
    lou: Invitation


@pytest.fixture
def expected(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> Expected:
    """Answered in February; now it is a quarter to ten on the day, and the door is open."""
    mika, ina, jan, kim, lou = invite(meeting, manager, "Ina", "Jan", "Kim", "Lou")
    actions.answer(mika, Reply.ON_SITE, source=Source.LINK)
    actions.answer(ina, Reply.ONLINE, source=Source.LINK)
    actions.answer(
        jan,
        Reply.DEPUTY,
        source=Source.LINK,
        deputy_name="Vera",
        deputy_email="vera@gast.example",
        deputy_mode="on_site",
    )
    actions.answer(kim, Reply.DECLINED, source=Source.LINK)
    clock.move_to(berlin(3, 17, 9, 45))
    people = [
        Invitation.objects.select_related("meeting").get(pk=one.pk)
        for one in (mika, ina, jan, kim, lou)
    ]
    return Expected(Meeting.objects.get(pk=meeting.pk), *people)


def at(name: str, meeting: Meeting, *args: object) -> str:
    return reverse(name, args=[meeting.slug, *args])


type Send = Callable[..., Any]


@pytest.fixture
def send(office: Client, meeting: Meeting) -> Send:
    """Sends a batch as the script of the door does, and returns what came back."""

    def sent(*taps: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
        answer = office.post(
            at("door_sync", meeting),
            json.dumps({"taps": taps}),
            content_type="application/json",
        )
        assert answer.status_code == 200, answer.content
        return answer.json()

    return sent


def tapped(
    key: str, who: str, *, present: bool = True, age: float = 0, **facts: str
) -> dict[str, object]:
    """One tap, so many seconds ago."""
    return {"key": key.ljust(8, "0"), "who": who, "present": present, "age": age * 1000, **facts}


def present(meeting: Meeting) -> list[str]:
    there = Attendance.objects.present().filter(meeting=meeting)
    return list(there.order_by("name").values_list("name", flat=True))
