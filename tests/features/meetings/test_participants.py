"""Who took part: as it was noted on the day, else as it was announced."""

import pytest

from klimanetz.features.meetings.actions import answer
from klimanetz.features.meetings.models import (
    Attendance,
    Invitation,
    Meeting,
    Mode,
    Reply,
    Source,
)
from klimanetz.features.meetings.participants import (
    Participant,
    attended_by,
    list_participants,
)
from klimanetz.people.models import Person
from tests.features.meetings.conftest import Invite


@pytest.fixture
def invitations(
    meeting: Meeting, invite: Invite, manager: Person, neighbour: Person, guest: Person
) -> list[Invitation]:
    """Mika sends Vera, Nele joins online, Gustav declines, Ines has not answered."""
    rows = invite(meeting, manager, neighbour, guest, "Ines")
    answer(
        rows[0], Reply.DEPUTY, source=Source.LINK, deputy_name="Vera Vertreterin",
        deputy_email="vera@stadt.example", deputy_mode=Mode.ON_SITE,
    )  # fmt: skip
    answer(rows[1], Reply.ONLINE, source=Source.LINK)
    answer(rows[2], Reply.DECLINED, source=Source.LINK)
    return [Invitation.objects.get(pk=one.pk) for one in rows]


def note(
    meeting: Meeting, name: str, invitation: Invitation | None = None, **facts: object
) -> None:
    Attendance.objects.create(
        meeting=meeting, invitation=invitation, name=name, mode=Mode.ON_SITE,
        via=Attendance.Via.DOOR, came_at=meeting.starts_at, **facts,
    )  # fmt: skip


def names(meeting: Meeting) -> list[str]:
    return [one.name for one in list_participants(meeting)]


def test_nobody_was_invited(meeting: Meeting) -> None:
    assert list_participants(meeting) == []


def test_where_nobody_was_checked_in_the_announced_count(
    meeting: Meeting, invitations: list[Invitation], neighbour: Person
) -> None:
    nele, vera = list_participants(meeting)
    assert (nele.name, nele.mode, nele.person_id) == ("Nele Nachbarin", Mode.ONLINE, neighbour.pk)
    assert (vera.name, vera.email, vera.mode) == (
        "Vera Vertreterin", "vera@stadt.example", Mode.ON_SITE,
    )  # fmt: skip
    assert vera.person_id is None  # a deputy is nobody's account


def test_who_was_checked_in_counts_alone(
    meeting: Meeting, invitations: list[Invitation], guest: Person
) -> None:
    note(meeting, guest.full_name, invitations[2])
    note(meeting, "Wanda Walk", email="wanda@stadt.example", organisation="Stadt")
    assert names(meeting) == ["Gustav Gast", "Wanda Walk"]
    gustav, wanda = list_participants(meeting)
    assert (gustav.email, gustav.person_id) == (guest.email, guest.pk)
    assert wanda == Participant(
        "Wanda Walk", "wanda@stadt.example", "Stadt", Mode.ON_SITE, "de", None
    )


def test_a_deputy_at_the_door_has_the_deputys_address(
    meeting: Meeting, invitations: list[Invitation], manager: Person
) -> None:
    note(meeting, "Vera Vertreterin", invitations[0])
    (vera,) = list_participants(meeting)
    assert (vera.email, vera.person_id) == ("vera@stadt.example", None)


def test_what_was_noted_by_mistake_does_not_count(
    meeting: Meeting, invitations: list[Invitation], neighbour: Person
) -> None:
    note(meeting, "Irrtum", removed_at=meeting.starts_at)
    assert names(meeting) == ["Nele Nachbarin", "Vera Vertreterin"]


def test_the_meetings_that_somebody_attended(
    meeting: Meeting, invitations: list[Invitation], manager: Person, neighbour: Person,
    guest: Person,
) -> None:  # fmt: skip
    assert attended_by(neighbour).get() == meeting
    assert not attended_by(manager).exists()  # somebody came in their place
    assert not attended_by(guest).exists()
    note(meeting, guest.full_name, invitations[2])
    assert attended_by(guest).get() == meeting
    assert not attended_by(neighbour).exists()  # had said so, and was not there
    note(meeting, "Vera Vertreterin", invitations[0])
    assert not attended_by(manager).exists()
