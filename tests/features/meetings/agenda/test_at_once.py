"""Several people and workers at the same moment: nothing is lost, doubled or out of order."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution, State, Talk
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.features.meetings.programme import write_programme
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.meetings.agenda.conftest import AddItem, programme, titles
from tests.features.meetings.conftest import MakeMeeting

pytestmark = pytest.mark.usefixtures("shared_database")


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each in a thread with a connection of its own; returns what was refused."""

    def run(act: Callable[[], object]) -> str:
        try:
            act()
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return [said for said in pool.map(run, acts) if said]


def add_one(meeting: Meeting, number: int) -> Callable[[], object]:
    item = AgendaItem(title=f"Punkt {number}", duration=10)
    return lambda: actions.add_item(meeting, item, actor="Olga")


def test_items_added_at_once_all_find_a_place(meeting: Meeting) -> None:
    assert at_once(*(add_one(meeting, number) for number in range(6))) == []
    places = AgendaItem.objects.filter(meeting=meeting).values_list("position", flat=True)
    assert sorted(places) == [1, 2, 3, 4, 5, 6]
    assert programme(meeting) == write_programme(meeting)
    assert len(programme(meeting).splitlines()) == 6


def test_moved_and_removed_at_once(meeting: Meeting, add: AddItem) -> None:
    items = [add(meeting, f"Punkt {number}", 10) for number in range(4)]
    refused = at_once(
        lambda: actions.move_item(items[0], 1, actor="Olga"),
        lambda: actions.move_item(items[3], -1, actor="Paul"),
        lambda: actions.remove_item(items[1], actor="Otto"),
    )
    assert refused == []
    assert sorted(titles(meeting)) == ["Punkt 0", "Punkt 2", "Punkt 3"]
    assert programme(meeting) == write_programme(meeting)


def test_two_meetings_want_one_contribution(
    meeting: Meeting, make_meeting: MakeMeeting, contribution: Contribution
) -> None:
    other = make_meeting(title="Anderes")
    refused = at_once(
        lambda: actions.place(contribution, meeting, actor="Olga"),
        lambda: actions.place(contribution, other, actor="Paul"),
    )
    assert refused == ["Das geht nicht mehr: Der Beitrag ist jetzt „auf der Tagesordnung“."]
    assert AgendaItem.objects.count() == 1
    assert Mail.objects.filter(letter__purpose="agenda.placed").count() == 1


def test_placed_and_withdrawn_at_once(
    meeting: Meeting, contribution: Contribution, manager: Person
) -> None:
    at_once(
        lambda: actions.place(contribution, meeting, actor="Olga"),
        lambda: actions.withdraw(contribution, actor=manager),
    )
    assert Contribution.objects.get().state == State.WITHDRAWN
    assert titles(meeting) == []


def test_two_organisers_tell_the_speakers_once(meeting: Meeting, add: AddItem) -> None:
    for number in range(3):
        add(meeting, f"P{number}", presenter_name="F", presenter_email=f"f{number}@fern.example")
    tell = lambda: actions.tell_speakers(meeting, actor="Olga")  # noqa: E731
    assert at_once(tell, tell) == []
    assert Talk.objects.count() == 3
    assert Mail.objects.filter(letter__purpose="agenda.speaker").count() == 3
