"""After the meeting: what comes next for the organisers, and what everyone finds on one page."""

import re

import time_machine
from django.test import Client

from klimanetz.features.meetings.actions import hold
from klimanetz.features.meetings.minutes import actions
from klimanetz.features.meetings.minutes.models import Entry
from klimanetz.features.meetings.models import AgendaItem, Invitation, Meeting, State
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import berlin
from tests.features.meetings.minutes.conftest import GUEST, Release, Write, reader_of
from tests.features.meetings.reading import main_action, words


def office_of(meeting: Meeting) -> str:
    return f"/verwaltung/treffen/{meeting.slug}/"


def step(office: Client, meeting: Meeting) -> str:
    return main_action(office, office_of(meeting))[0]


def test_from_the_day_to_the_released_minutes_there_is_one_next_step(
    office: Client,
    meeting: Meeting,
    invitations: list[Invitation],
    agenda: list[AgendaItem],
    clock: time_machine.Traveller,
) -> None:
    clock.move_to(berlin(3, 17, 7))
    assert step(office, meeting) == "Wer ist da?"
    assert "Schreiben Sie mit, während gesprochen wird" in words(office.get(office_of(meeting)))
    assert "Als durchgeführt eintragen" not in words(office.get(office_of(meeting)))
    clock.move_to(berlin(3, 17, 12))  # it may be noted already, but the door comes first
    assert step(office, meeting) == "Wer ist da?"
    assert "Als durchgeführt eintragen" in words(office.get(office_of(meeting)))
    clock.move_to(berlin(3, 17, 15))
    assert step(office, meeting) == "Als durchgeführt eintragen"
    hold(meeting, actor="Olga")
    assert step(office, meeting) == "Protokoll schreiben"


def test_what_is_written_is_reviewed(office: Client, held: Meeting, write: Write) -> None:
    write("Es war gut.")
    label, address = main_action(office, office_of(held))
    assert label == "Protokoll prüfen lassen"
    assert office.get(address).status_code == 200
    assert "Protokoll schreiben" in words(office.get(office_of(held)))


def test_what_is_reviewed_is_released(
    office: Client,
    in_review: Meeting,
    release: Release,
    write: Write,
    clock: time_machine.Traveller,
) -> None:
    """Not before everybody had the time they were promised, though it may be."""
    page = office.get(office_of(in_review))
    assert "kern-btn--primary" not in page.content.decode()
    assert "Veröffentlichen" in words(page).partition("In Prüfung bis")[2]
    actions.propose(reader_of(GUEST), {None: "Bitte auch die Gäste nennen."})
    assert step(office, in_review) == "Vorschläge ansehen"
    actions.accept(reader_of(GUEST).corrections.get(), actor="Olga")
    clock.move_to(berlin(3, 28, 8))
    assert step(office, in_review) == "Protokoll veröffentlichen"
    release()
    assert 'class="kern-btn kern-btn--primary"' not in (
        office.get(office_of(in_review)).content.decode()
    )
    write("Nachtrag.", key="nachtrag")
    assert step(office, in_review) == "Neue Fassung veröffentlichen"


def test_the_page_afterwards_begins_with_what_came_of_it(
    release: Release, in_review: Meeting, manager: Person, sign_in: SignIn
) -> None:
    release()
    Meeting.objects.update(programme="10:00 Begrüßung")
    page = words(sign_in(manager).get(in_review.get_absolute_url()))
    heads = ["Beschlossen", "Wer was übernommen hat", "Was gesagt wurde", "Wer dabei war",
             "Tagesordnung und Unterlagen"]  # fmt: skip
    places = [page.find(head) for head in heads]
    assert -1 not in places
    assert places == sorted(places)
    assert "Ihre Antwort" not in page  # nobody asks any more whether one comes
    assert "Ich habe etwas zu berichten" not in page


def test_the_stepper_stands_where_the_minutes_stand(
    office: Client, held: Meeting, minutes_text: list[Entry], release: Release
) -> None:
    def now(state: State) -> str:
        Meeting.objects.update(state=state)
        page = office.get(office_of(held)).content.decode()
        found = re.search(r'aria-current="step".*?</li>', page, re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""

    assert "Protokoll schreiben" in now(State.HELD)
    assert "Protokoll prüfen" in now(State.IN_REVIEW)
    assert now(State.PUBLISHED) == ""
