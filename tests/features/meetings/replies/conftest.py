"""Somebody is invited, and their calendar answers. Today is Monday, 1 February 2027."""

from collections.abc import Callable
from email import message_from_bytes

import pytest

from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.mail.inbox import receive
from klimanetz.people.models import Person
from tests.features.meetings.conftest import Invite
from tests.features.meetings.replies.shapes import Answering

OWN = "netz+*@agentur.example"


@pytest.fixture
def invitation(meeting: Meeting, invite: Invite, manager: Person) -> Invitation:
    """Mika is invited."""
    return invite(meeting, manager)[0]


@pytest.fixture
def own_addresses(settings: pytest.FixtureRequest) -> None:
    """Everyone answers to an address of their own."""
    settings.REPLY_ADDRESS = OWN  # type: ignore[attr-defined]


type Answer = Callable[..., Answering]


@pytest.fixture
def answering(invitation: Invitation) -> Answer:
    """What Mika's calendar knows."""
    return lambda **fields: Answering.of(invitation, **fields)


def read(content: bytes) -> bool:
    return receive(message_from_bytes(content))


def fresh(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_related("meeting").get(pk=invitation.pk)
