"""A case moves along its lifecycle, and nobody overtakes anybody unnoticed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.advising import rules
from klimanetz.features.advising.actions import Overtaken, move, pause, set_next
from klimanetz.features.advising.models import LIFECYCLE, PATH, Case, Option, Stage
from klimanetz.people.models import Person
from tests.features.advising.conftest import Advance, what_it_asks

TODAY = timezone.localdate


def test_a_case_goes_the_whole_way(case: Case, advance: Advance) -> None:
    """From the first call to the network, with its day for every step."""
    case = advance(case, *PATH[1:])
    assert case.stage == Stage.ONBOARDED
    assert case.is_closed
    assert case.option == Option.OWN
    assert list(case.moves.values_list("reached", flat=True)) == list(PATH)
    assert (case.next_step, case.next_on) == ("", None)


def test_a_failed_advertisement_is_followed_by_a_second(case: Case, advance: Advance) -> None:
    again = (Stage.ADVERTISED, Stage.NO_APPLICANT, Stage.ADVERTISED, Stage.FILLED)
    case = advance(case, *PATH[1:7], *again)
    assert case.moves.get(reached=Stage.NO_APPLICANT).reason == "Niemand hat sich beworben."
    assert case.reason == ""
    assert case.moves.filter(reached=Stage.ADVERTISED).count() == 2


@pytest.mark.parametrize("stage", Stage)
def test_only_what_may_follow_follows(case: Case, organiser: Person, stage: Stage) -> None:
    allowed = stage in LIFECYCLE[Stage.CONTACT]
    assert bool(rules.can_move(case, stage)) == allowed
    if allowed:
        move(case, stage, version=1, on=TODAY(), actor=organiser, **what_it_asks(stage))
        return
    with pytest.raises(Refused, match="Von „Kontakt“ geht es nicht zu"):
        move(case, stage, version=1, on=TODAY(), actor=organiser, **what_it_asks(stage))


def test_what_a_step_asks_has_to_be_said(case: Case, organiser: Person, advance: Advance) -> None:
    case = advance(case, Stage.FIRST_TALK)
    with pytest.raises(Refused, match="fehlt noch eine Angabe"):
        move(case, Stage.DROPPED, version=case.version, on=TODAY(), actor=organiser)
    case.refresh_from_db()
    assert case.stage == Stage.FIRST_TALK


def test_a_lost_case_keeps_its_reason_until_it_is_taken_up(case: Case, advance: Advance) -> None:
    lost = advance(case, Stage.DROPPED)
    assert lost.reason == "Die Bürgermeisterin hat sich umentschieden."
    assert lost.closed_at is not None
    again = advance(lost, Stage.CONTACT)
    assert (again.reason, again.closed_at) == ("", None)
    assert again.next_step == "Anrufen und das Anliegen klären"
    assert again.moves.get(reached=Stage.DROPPED).reason == lost.reason


def test_of_two_who_move_one_case_the_second_is_told(
    case: Case, organiser: Person, colleague: Person
) -> None:
    move(case, Stage.FIRST_TALK, version=1, on=TODAY(), actor=colleague)
    with pytest.raises(Overtaken) as told:
        move(case, Stage.DROPPED, version=1, on=TODAY(), actor=organiser, reason="Keine Lust")
    assert str(told.value) == (
        "Karl Kollege hat den Fall inzwischen weiterbewegt: von „Kontakt“ zu „Erstgespräch“. "
        "Bitte prüfen Sie, ob Ihr Schritt noch passt."
    )
    case.refresh_from_db()
    assert case.stage == Stage.FIRST_TALK


def test_who_moves_what_another_planned_anew_is_told(
    case: Case, organiser: Person, colleague: Person
) -> None:
    set_next(case, "Erst mit dem Kreis sprechen", TODAY(), actor=colleague)
    with pytest.raises(Overtaken, match="Karl Kollege hat den Fall inzwischen geändert"):
        move(case, Stage.FIRST_TALK, version=1, on=TODAY(), actor=organiser)


def test_a_second_click_moves_nothing(case: Case, organiser: Person) -> None:
    for _click in range(2):
        moved = move(case, Stage.FIRST_TALK, version=1, on=TODAY(), actor=organiser)
    assert moved.version == 2
    assert case.moves.count() == 2
    assert AuditEntry.objects.filter(verb="move_case").count() == 1


def test_a_second_window_that_says_something_else_is_no_second_click(
    case: Case, organiser: Person, advance: Advance
) -> None:
    case = advance(case, Stage.FIRST_TALK)
    version = case.version
    choose: dict[str, Any] = {"version": version, "on": TODAY(), "actor": organiser}
    move(case, Stage.OPTION_CHOSEN, option=Option.OWN, next_step="Kreis fragen", **choose)
    move(case, Stage.OPTION_CHOSEN, option=Option.OWN, next_step="Kreis fragen", **choose)
    for said in (
        {"option": Option.SHARED},
        {"option": Option.OWN, "next_step": "Anrufen"},
        {"option": Option.OWN, "next_step": "Kreis fragen", "next_on": date(2031, 1, 1)},
    ):
        with pytest.raises(Overtaken, match="Olga Organisatorin hat den Fall inzwischen"):
            move(case, Stage.OPTION_CHOSEN, **choose, **said)
    case.refresh_from_db()
    assert (case.option, case.next_step) == (Option.OWN, "Kreis fragen")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(1, "liegt in der Zukunft"), (-1, "kam der Fall erst zu „Kontakt“")],
)
def test_days_follow_one_another(case: Case, organiser: Person, days: int, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        move(
            case,
            Stage.FIRST_TALK,
            version=1,
            on=TODAY() + timedelta(days=days),
            actor=organiser,
        )


def test_a_day_that_was_is_kept(case: Case, organiser: Person) -> None:
    past = TODAY() - timedelta(days=9)
    case.moves.update(on=past - timedelta(days=1))
    moved = move(case, Stage.FIRST_TALK, version=1, on=past, actor=organiser)
    assert moved.stage_since == past
    assert moved.moves.latest("pk").on == past


def test_the_next_step_fits_the_stage(case: Case, organiser: Person, advance: Advance) -> None:
    """The day after the council met one asks how it went."""
    case = advance(case, Stage.FIRST_TALK, Stage.OPTION_CHOSEN, Stage.COUNCIL_PAPER)
    assert case.next_step == "Ergebnis der Ratssitzung erfragen"
    assert case.next_on == TODAY() + timedelta(days=22)
    case = move(
        case,
        Stage.RESOLVED,
        version=case.version,
        on=TODAY(),
        actor=organiser,
        next_step="Mit der Bank sprechen",
        next_on=TODAY(),
    )
    assert (case.next_step, case.next_on) == ("Mit der Bank sprechen", TODAY())


def test_who_moves_a_resting_case_wakes_it(case: Case, organiser: Person, advance: Advance) -> None:
    case = pause(case, reason="Wahl", until=TODAY() + timedelta(days=90), actor=organiser)
    case = advance(case, Stage.FIRST_TALK)
    assert not case.is_paused
    assert (case.pause_reason, case.wake_on) == ("", None)
