"""Rooms say what they show on the page of a case, what they warn of, and who knows programmes."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.core.boards import Board
from klimanetz.features.advising import programmes, showing
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.programmes import ProgrammeFacts
from klimanetz.features.advising.reading import with_all_that_shows
from klimanetz.features.advising.showing import Caution
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.reading import words


@pytest.fixture
def case_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what the rooms have registered."""
    monkeypatch.setattr(showing, "_warners", [])
    monkeypatch.setattr(showing, "_ways", {})
    monkeypatch.setattr(programmes, "_sources", [])


def test_parts_stand_in_their_order_and_stay_away_where_there_is_nothing(case: Case) -> None:
    board: Board[[Case]] = Board()

    @board.show("second.html", order=20)
    def second(case: Case) -> dict[str, str]:
        return {"stage": case.stage}

    @board.show("nothing.html", order=15)
    def nothing(_case: Case) -> None:
        return None

    @board.show("first.html", order=10)
    def first(_case: Case) -> dict[str, str]:
        return {}

    parts = board.parts(case)
    assert [part.template for part in parts] == ["first.html", "second.html"]
    assert parts[1].facts == {"stage": Stage.CONTACT}


def test_a_warning_stands_above_everything_with_the_way_to_mend_it(
    case: Case, organiser: Person, sign_in: SignIn, case_only: None
) -> None:
    @showing.warner
    def warn(case: Case) -> Iterator[Caution]:
        yield Caution("Das Fenster schließt bald.", "/verwaltung/")
        yield Caution("Ohne Konzept geht es nicht.")

    response = sign_in(organiser).get(reverse("case_detail", args=[case.pk]))
    text = words(response)
    assert text.index("Das Fenster schließt bald.") < text.index("Was als Nächstes kommt")
    assert "Ohne Konzept geht es nicht." in text
    assert text.count("Dort ändern") == 1


def test_without_warnings_there_are_none(case: Case, case_only: None) -> None:
    assert showing.list_warnings(case) == []


def test_a_step_without_a_room_has_the_usual_page(case: Case, case_only: None) -> None:
    assert showing.find_way(case, Stage.FIRST_TALK).url == ""
    showing.way_to(Stage.FIRST_TALK)(lambda case: f"/anderswo/{case.pk}/")
    assert showing.find_way(case, Stage.FIRST_TALK) == (f"/anderswo/{case.pk}/", "")
    assert showing.find_way(case, Stage.DROPPED) == ("", "")


def test_programmes_come_in_the_order_in_which_they_are_known(case_only: None) -> None:
    assert programmes.known_programmes() == ()
    federal = ProgrammeFacts("bund", "Bund", "/foerderung/bund/", available=True)
    state = ProgrammeFacts("land", "Land", "/foerderung/land/", available=False)
    programmes.programme_source(lambda: (federal,))
    programmes.programme_source(lambda: (state,))
    assert programmes.known_programmes() == (federal, state)
    assert federal.early_start_harms  # who knows nothing warns


def test_what_contacts_see_is_not_what_organisers_see(case: Case, client: Client) -> None:
    """Parts of the organisers' page stay there."""
    case = with_all_that_shows().get(pk=case.pk)
    templates = {part.template for part in showing.contact_page.parts(case)}
    assert "following/_links.html" not in templates
    assert "following/_links.html" in {one.template for one in showing.case_side.parts(case)}
