"""The board: every running case in its column, the most pressing on top."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from klimanetz.features.advising.board.columns import (
    COLUMNS,
    MOST_CARDS,
    list_moves,
    read_board,
)
from klimanetz.features.advising.models import (
    LIFECYCLE,
    LOST,
    Application,
    ApplicationState,
    Case,
    Option,
    Stage,
)
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.board.conftest import MakeCase

BOARD = "/verwaltung/beratung/"


def days(number: int) -> timedelta:
    return timedelta(days=number)


def open_board(client: Client) -> str:
    response = client.get(BOARD)
    assert response.status_code == 200
    return response.content.decode()


def test_every_stage_has_one_place_on_the_board() -> None:
    placed = [stage for _label, stages in COLUMNS for stage in stages] + list(LOST)
    assert sorted(placed) == sorted(set(Stage) - {Stage.MERGED})


def test_a_card_says_where_what_by_when_and_by_whom(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    make_case(Stage.OPTION_CHOSEN, option=Option.OWN, next_step="Muster schicken",
              next_on=timezone.localdate() + days(3))  # fmt: skip
    page = open_board(sign_in(organiser))
    assert "Ilmenau" in page
    assert "eigene Stelle" in page
    assert "Muster schicken" in page
    assert (timezone.localdate() + days(3)).isoformat() in page
    assert "zuständig: Olga Organisatorin" in page
    assert "Ein Fall läuft." in page


@pytest.mark.parametrize("stage", [one for one in Stage if LIFECYCLE[one]])
def test_every_allowed_step_is_one_link_away(stage: Stage) -> None:
    assert set(list_moves(stage)) == LIFECYCLE[stage]


def test_the_steps_of_a_card_lead_to_the_page_that_asks_what_they_need(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    case = make_case(Stage.ADVERTISED)
    page = open_board(sign_in(organiser))
    for stage in (Stage.FILLED, Stage.NO_APPLICANT, Stage.DROPPED):
        assert f'href="{reverse("case_move", args=[case.pk, stage.value])}"' in page
    assert reverse("case_move", args=[case.pk, Stage.APPLIED.value]) not in page


def test_what_presses_is_marked(
    organiser: Person, make_case: MakeCase, arnstadt: Authority, sign_in: SignIn
) -> None:
    today = timezone.localdate()
    make_case(Stage.CONTACT, next_on=today - days(1))
    case = make_case(Stage.APPLIED, arnstadt, touched_at=timezone.now() - days(31))
    for since in (today - days(20), today - days(90)):
        Application.objects.create(
            case=case, name="Kommunalrichtlinie", state=ApplicationState.SUBMITTED,
            submitted_on=since,
        )  # fmt: skip
    page = open_board(sign_in(organiser))
    assert page.count("überfällig") == 1
    assert f"wartet auf Bescheid seit {today - days(90):%d.%m.%Y}" in page
    assert "seit 30 Tagen nichts geschehen" in page


def test_what_is_due_today_is_not_overdue(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    make_case(next_on=timezone.localdate())
    page = open_board(sign_in(organiser))
    assert "überfällig" not in page
    assert "In einem ist heute etwas zu tun." in page


def test_a_decided_application_waits_no_more(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    case = make_case(Stage.APPLIED)
    Application.objects.create(
        case=case, name="Alt", state=ApplicationState.REFUSED, reason="Nein",
        submitted_on=timezone.localdate() - days(300),
    )  # fmt: skip
    assert "wartet auf Bescheid" not in open_board(sign_in(organiser))


def test_a_case_that_rests_says_until_when_and_why(
    organiser: Person, rest: Callable[..., Case], arnstadt: Authority, sign_in: SignIn
) -> None:
    today = timezone.localdate()
    rest(10, touched_at=timezone.now() - days(100), next_on=today - days(50))
    rest(-2, lead=arnstadt)
    page = open_board(sign_in(organiser))
    assert f"ruht bis {today + days(10):%d.%m.%Y}" in page
    assert f"ruhte bis {today - days(2):%d.%m.%Y}" in page
    assert "Wahl" in page
    assert "überfällig" not in page
    assert "nichts geschehen" not in page


def test_a_case_that_nobody_has_says_so(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    make_case(owner=None)
    assert "niemand zuständig" in open_board(sign_in(organiser))


def test_lost_cases_are_folded_and_counted(
    organiser: Person, make_case: MakeCase, arnstadt: Authority, sign_in: SignIn
) -> None:
    make_case(Stage.DROPPED)
    make_case(Stage.COUNCIL_REFUSED, arnstadt)
    page = open_board(sign_in(organiser))
    assert "2 Fälle gingen nicht weiter" in page
    assert "/verwaltung/beratung/liste/?stand=dropped" in page
    assert "Ilmenau" not in page


def test_cases_that_arrived_are_counted_and_shown_in_the_list(
    organiser: Person, make_case: MakeCase, sign_in: SignIn
) -> None:
    make_case(Stage.ONBOARDED)
    client = sign_in(organiser)
    page = open_board(client)
    assert "/verwaltung/beratung/liste/?stand=onboarded" in page
    assert "Ilmenau" not in page
    assert "Ilmenau" in client.get(BOARD + "liste/?stand=onboarded").content.decode()


def test_a_full_stage_shows_the_most_pressing_and_leads_to_all(
    organiser: Person, make_case: MakeCase, rest: Callable[..., Case], sign_in: SignIn
) -> None:
    today = timezone.localdate()
    resting = rest(5)
    cases = [make_case(next_on=today + days(n)) for n in range(MOST_CARDS + 2, 0, -1)]
    [section] = [
        one for column in read_board(Case.objects.all()).columns for one in column.sections
        if one.stage == Stage.CONTACT
    ]  # fmt: skip
    shown = [card.case for card in section.cards]
    assert shown == cases[::-1][:MOST_CARDS]
    assert resting not in shown
    assert (section.count, section.more) == (MOST_CARDS + 3, 3)
    page = open_board(sign_in(organiser))
    assert f"alle {MOST_CARDS + 3} anzeigen" in page
    assert "/verwaltung/beratung/liste/?stand=contact" in page


def test_without_a_case_the_board_says_what_will_stand_here(
    organiser: Person, sign_in: SignIn
) -> None:
    page = open_board(sign_in(organiser))
    assert "Hier steht jede Kommune" in page
    assert "Ersten Fall anlegen" in page


def test_the_board_is_for_organisers(manager: Person, guest: Person, sign_in: SignIn) -> None:
    for person in (manager, guest):
        assert sign_in(person).get(BOARD).status_code == 403


def test_nobody_posts_to_the_board(organiser: Person, sign_in: SignIn) -> None:
    assert sign_in(organiser).post(BOARD).status_code == 405


def test_the_board_asks_as_often_for_three_cases_as_for_one(
    organiser: Person,
    make_case: MakeCase,
    arnstadt: Authority,
    erfurt: Authority,
    colleague: Person,
    sign_in: SignIn,
) -> None:
    client = sign_in(organiser)
    make_case()
    counted = []
    for lead in (arnstadt, erfurt):
        with CaptureQueriesContext(connection) as asked:
            open_board(client)
        counted.append(len(asked))
        make_case(Stage.APPLIED, lead, owner=colleague)
    with CaptureQueriesContext(connection) as asked:
        open_board(client)
    assert {*counted, len(asked)} == {len(asked)}
    assert len(asked) <= 8
