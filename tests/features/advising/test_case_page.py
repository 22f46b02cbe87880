"""The page of a case, as the adviser sees it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from klimanetz.features.advising.actions import add_contact, add_entry, pause
from klimanetz.features.advising.facts import ContactFacts, NewFile
from klimanetz.features.advising.models import (
    Application,
    Case,
    EntryKind,
    Option,
    Stage,
)
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance
from tests.features.advising.uploads import text_file
from tests.features.meetings.reading import words


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def page_of(office: Client, case: Case, query: str = "") -> str:
    response = office.get(reverse("case_detail", args=[case.pk]) + query)
    assert response.status_code == 200
    return words(response)


def test_it_says_where_the_case_stands_and_what_comes_next(office: Client, case: Case) -> None:
    text = page_of(office, case)
    assert "Ilmenau" in text
    assert "Kontakt, seit" in text
    assert "Olga Organisatorin kümmert sich." in text
    assert "Rückruf am Montag" in text
    assert "Weiter: Erstgespräch" in text
    assert "Hat auf der Messe angefragt." in text
    assert "10.000 Einwohner:innen" in text


def test_contacts_are_one_click_away(office: Client, case: Case) -> None:
    content = office.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert 'href="tel:036771234"' in content
    assert 'href="mailto:bela@ilmenau.example"' in content


def test_only_the_sensible_way_of_its_option_is_shown(
    office: Client, case: Case, advance: Advance
) -> None:
    """A volunteer needs neither grant nor advertisement."""
    case = advance(case, Stage.FIRST_TALK, Stage.OPTION_CHOSEN)
    assert "Ausgeschrieben" in page_of(office, case)
    Case.objects.update(option=Option.VOLUNTEER)
    text = page_of(office, case)
    assert "Ausgeschrieben" not in text
    assert "Stelle anlegen und besetzen" in text


def test_a_closed_case_tells_its_reason_and_how_it_goes_on(
    office: Client, case: Case, advance: Advance
) -> None:
    text = page_of(office, advance(case, Stage.DROPPED))
    assert "Der Fall ist abgeschlossen: nicht weiterverfolgt." in text
    assert "Die Bürgermeisterin hat sich umentschieden." in text
    assert "Wieder aufnehmen: Kontakt" in text
    assert "Gespräch eintragen" not in text


def test_a_resting_case_says_until_when(office: Client, organiser: Person, case: Case) -> None:
    until = timezone.localdate() + timedelta(days=40)
    pause(case, reason="Wahl im Mai", until=until, actor=organiser)
    text = page_of(office, case)
    assert "Der Fall ruht. Wahl im Mai" in text
    assert "Fall wieder aufnehmen" in text


def test_a_forgotten_case_says_since_when(office: Client, organiser: Person, case: Case) -> None:
    Case.objects.update(touched_at=timezone.now() - timedelta(days=45))
    assert "hat hier niemand etwas getan." in page_of(office, case)
    add_entry(case, EntryKind.TALK, "Angerufen", actor=organiser)
    assert "hat hier niemand etwas getan." not in page_of(office, case)


def test_many_entries_are_folded(office: Client, organiser: Person, case: Case) -> None:
    for number in range(30):
        add_entry(case, EntryKind.NOTE, f"Anruf Nummer {number}.", actor=organiser)
    text = page_of(office, case)
    assert "Anruf Nummer 29." in text
    assert "Anruf Nummer 2." not in text
    assert "Anruf Nummer 2." in page_of(office, case, "?alle=1")


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_as_often_for_one_as_for_many(
    office: Client, organiser: Person, case: Case, arnstadt: Authority, rows: int
) -> None:
    for number in range(rows):
        add_contact(
            case, ContactFacts(f"Person {number}", email=f"p{number}@x.example"), actor=organiser
        )
        files = [NewFile(text_file(), "notiz.txt", "text/plain")]
        add_entry(case, EntryKind.TALK, "Gespräch", files=files, actor=organiser)
        Application.objects.create(case=case, name=f"Programm {number}")
    case.others.add(arnstadt)
    with CaptureQueriesContext(connection) as asked:
        page_of(office, case)
    assert len(asked) <= 10


def test_nobody_else_sees_it(
    case: Case, manager: Person, guest: Person, sign_in: SignIn, client: Client
) -> None:
    url = reverse("case_detail", args=[case.pk])
    assert client.get(url).status_code == 302
    assert {sign_in(person).get(url).status_code for person in (manager, guest)} == {403}


def test_one_that_is_not_there_is_not_found(office: Client, case: Case) -> None:
    assert office.get(reverse("case_detail", args=[case.pk + 1])).status_code == 404
    assert office.post(reverse("case_detail", args=[case.pk])).status_code == 405
