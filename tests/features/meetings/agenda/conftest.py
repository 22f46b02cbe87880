"""An agenda of a morning, and a contribution from Ilmenau."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting
from klimanetz.people.models import Person
from tests.conftest import SignIn

PDF = b"%PDF-1.7\n%..."

type AddItem = Callable[..., AgendaItem]


def slides(name: str = "Folien.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def add(organiser: Person) -> AddItem:
    """Puts an item on an agenda."""

    def added(meeting: Meeting, title: str, minutes: int = 15, **fields: object) -> AgendaItem:
        item = AgendaItem(title=title, duration=minutes, **fields)
        return actions.add_item(meeting, item, actor=organiser)

    return added


@pytest.fixture
def agenda(meeting: Meeting, add: AddItem, manager: Person) -> list[AgendaItem]:
    """Welcome, a practice report of the manager, a break: 10:00, 10:15, 11:00."""
    return [
        add(meeting, "Begrüßung", 15, kind=ItemKind.WELCOME, presenter_name="Olga Organisatorin"),
        add(
            meeting,
            "Nahwärme aus dem Bach",
            45,
            kind=ItemKind.PRACTICE,
            presenter=manager,
            presenter_name=manager.full_name,
            summary="Was das erste Jahr gelehrt hat.",
        ),
        add(meeting, "Kaffee", 15, kind=ItemKind.BREAK),
    ]


@pytest.fixture
def contribution(manager: Person, organiser: Person) -> Contribution:
    """Offered by the manager, who speaks."""
    return actions.propose(
        Contribution(
            title="Dächer der Kitas",
            takeaway="Wie man Handwerker findet.",
            minutes=20,
            speaker_name=manager.full_name,
            speaker_email=manager.email,
        ),
        actor=manager,
    )


def titles(meeting: Meeting) -> list[str]:
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return list(rows.values_list("title", flat=True))


def programme(meeting: Meeting) -> str:
    return Meeting.objects.get(pk=meeting.pk).programme


def of(meeting: Meeting, page: str = "") -> str:
    return f"/verwaltung/treffen/{meeting.slug}/tagesordnung/{page}"
