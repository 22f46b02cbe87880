"""A video server of each kind, and a meeting on its day with people who accepted."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Protocol

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.addresses import join_address
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source
from klimanetz.people.models import Person
from tests.features.meetings.conftest import Invite, berlin
from tests.features.meetings.video.servers import (
    APP,
    SECRET,
    Server,
    answer_bbb,
    answer_jitsi,
    serving,
)


@pytest.fixture
def bbb(settings: Settings) -> Iterator[Server]:
    with serving(answer_bbb) as server:
        settings.BBB = {"url": f"{server.url}/bigbluebutton", "user": "", "secret": SECRET}
        yield server


@pytest.fixture
def jitsi(settings: Settings) -> Iterator[Server]:
    with serving(answer_jitsi) as server:
        settings.JITSI = {"url": server.url, "user": APP, "secret": SECRET}
        yield server


@pytest.fixture
def joining(
    meeting: Meeting, invite: Invite, manager: Person, clock: time_machine.Traveller
) -> Invitation:
    """Mika joins online, and it is a quarter to ten: the doors have just opened."""
    (mika,) = invite(meeting, manager)
    actions.answer(mika, Reply.ONLINE, source=Source.LINK)
    clock.move_to(berlin(3, 17, 9, 45))
    return Invitation.objects.select_related("meeting").get()


class Page(Protocol):
    content: bytes


def path(invitation: Invitation) -> str:
    """The join page as mails link it."""
    return "/" + join_address(invitation).split("/", 3)[3]


def led_to(page: Page) -> str:
    """Where the browser goes by itself."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert found, page.content.decode()
    return unescape(found[1])


def enter(client: Client, invitation: Invitation) -> str:
    page = client.post(path(invitation))
    assert page.status_code == 200, page.content.decode()
    return led_to(page)
