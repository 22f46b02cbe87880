"""A meeting that took place on 17 March 2027, with an agenda and people who were there."""

import json
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.test import Client

from klimanetz.features.meetings.actions import answer, hold
from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.actions import Typed
from klimanetz.features.meetings.minutes.models import Entry, Kind, MinutesVersion, Reader
from klimanetz.features.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    ItemKind,
    Meeting,
    Mode,
    Reply,
    Source,
)
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import Invite, berlin

GUEST = "ines@gast.example"


@pytest.fixture
def invitations(
    meeting: Meeting, invite: Invite, manager: Person, neighbour: Person, guest: Person
) -> list[Invitation]:
    """Mika comes, Nele joins online, Gustav from the ministry comes, Ines is a guest by address."""
    rows = invite(meeting, manager, neighbour, guest, "Ines")
    for one, reply in zip(
        rows, (Reply.ON_SITE, Reply.ONLINE, Reply.ON_SITE, Reply.ONLINE), strict=True
    ):
        answer(one, reply, source=Source.LINK)
    return rows


@pytest.fixture
def agenda(meeting: Meeting) -> list[AgendaItem]:
    facts = (
        (ItemKind.WELCOME, "Begrüßung"),
        (ItemKind.PRACTICE, "Wärmeplanung in Ilmenau"),
        (ItemKind.BREAK, "Mittagspause"),
        (ItemKind.PROJECT, "Gemeinsam beschaffen"),
    )
    return [
        AgendaItem.objects.create(meeting=meeting, position=n, kind=kind, title=title)
        for n, (kind, title) in enumerate(facts)
    ]


@pytest.fixture
def held(
    meeting: Meeting,
    invitations: list[Invitation],
    agenda: list[AgendaItem],
    clock: time_machine.Traveller,
) -> Meeting:
    clock.move_to(berlin(3, 17, 15))
    return hold(meeting, actor="Olga")


@pytest.fixture
def office(clock: time_machine.Traveller, organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def path_of(meeting: Meeting) -> str:
    return f"/treffen/{meeting.slug}/protokoll/schreiben/"


def desk_of(meeting: Meeting) -> str:
    return f"/verwaltung/treffen/{meeting.slug}/protokoll/"


def send(client: Client, meeting: Meeting, **fields: object) -> Any:  # noqa: ANN401 - JSON
    """What the script of the page sends, and what it gets."""
    entry = {"kind": "information", "base_kind": "information", "item": ""} | fields
    response = client.post(
        f"{path_of(meeting)}eintrag/", json.dumps(entry), content_type="application/json"
    )
    assert response.status_code == HTTPStatus.OK, response.content.decode()[:500]
    return response.json()["entry"]


type Write = Callable[..., Entry]


@pytest.fixture
def write(held: Meeting, organiser: Person) -> Write:
    def written(text: str, item: AgendaItem | None = None, **fields: Any) -> Entry:  # noqa: ANN401
        key = fields.pop("key", f"e{Entry.objects.count()}")
        typed = Typed(key=key, text=text, item=item.pk if item else None, **fields)
        return actions.write(held, typed, actor=organiser)

    return written


@pytest.fixture
def minutes_text(write: Write, agenda: list[AgendaItem]) -> list[Entry]:
    """An information, a decision, an action of Mika's and one of a guest's."""
    return [
        write("Mika zeigt den Weg zur Wärmeplanung.", agenda[1]),
        write("Wir beschaffen gemeinsam Lastenräder.", agenda[3], kind=Kind.DECISION),
        write(
            "Angebote einholen.", agenda[3], kind=Kind.ACTION, owner="Mika Managerin",
            due_on=date(2027, 4, 15),
        ),
        write(
            "Muster für den Beschluss schicken.", kind=Kind.ACTION, owner=f"Ines <{GUEST}>",
            due_on=date(2027, 4, 1),
        ),
    ]  # fmt: skip


@pytest.fixture
def in_review(held: Meeting, minutes_text: list[Entry]) -> Meeting:
    actions.open_review(held, date(2027, 3, 27), actor="Olga")
    return Meeting.objects.get(pk=held.pk)


type Release = Callable[..., MinutesVersion]


@pytest.fixture
def release(in_review: Meeting, organiser: Person) -> Release:
    """Decisions are public, unless other entries are chosen."""

    def released(readers: str = "members", extract: list[str] | None = None) -> MinutesVersion:
        chosen = [one.key for one in in_review.entries.standing() if one.is_public]
        return actions.release(
            in_review, readers=readers, extract=chosen if extract is None else extract,
            actor=organiser,
        )  # fmt: skip

    return released


def reader_of(email: str) -> Reader:
    return Reader.objects.select_related("minutes__meeting", "person").get(email=email)


def check_in(meeting: Meeting, invitation: Invitation | None, name: str = "") -> Attendance:
    name = name or (invitation.name if invitation else "")
    return Attendance.objects.create(
        meeting=meeting, invitation=invitation, name=name,
        mode=Mode.ON_SITE, via=Attendance.Via.DOOR, came_at=meeting.starts_at,
    )  # fmt: skip
