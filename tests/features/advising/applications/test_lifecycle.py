"""Which way an application may go, step by step, and what a second click does."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
import time_machine

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import remove_contact, set_next
from klimanetz.features.advising.applications import actions
from klimanetz.features.advising.applications.lifecycle import FACTS, LIFECYCLE
from klimanetz.features.advising.applications.listing import BADGES, WAYS
from klimanetz.features.advising.models import Application, Case, Contact, Stage
from klimanetz.features.advising.models import ApplicationState as State
from klimanetz.people.models import Person
from tests.features.advising.applications.conftest import TODAY
from tests.features.advising.conftest import Advance

type Act = Callable[[Application, Person], Application]

#: How each state is reached, by whatever leads there.
STEPS: dict[str, Act] = {
    State.SUBMITTED: lambda it, who: actions.submit(
        it, on=TODAY, applied=Decimal(84_000), actor=who
    ),
    State.QUERIED: lambda it, who: actions.ask_back(it, on=TODAY, note="Stellenplan?", actor=who),
    State.GRANTED: lambda it, who: actions.grant(it, on=TODAY, granted=Decimal(1), actor=who),
    State.REFUSED: lambda it, who: actions.refuse(it, on=TODAY, reason="Zu spät", actor=who),
    State.WITHDRAWN: lambda it, who: actions.withdraw(it, on=TODAY, actor=who),
}

#: How it comes to those who decide once more.
AGAIN: dict[str, Act] = {
    State.QUERIED: lambda it, who: actions.answer_query(it, on=TODAY, actor=who),
    State.REFUSED: lambda it, who: actions.object_to(it, on=TODAY, actor=who),
}


def bring(application: Application, state: str) -> Application:
    """As if it had gone there somehow."""
    Application.objects.filter(pk=application.pk).update(
        state=state, submitted_on=TODAY, decided_on=TODAY, granted=1
    )
    return Application.objects.select_related("case").get(pk=application.pk)


def test_every_state_has_its_facts_its_ways_and_its_colour() -> None:
    every = set(State)
    assert set(LIFECYCLE) == set(FACTS) == set(WAYS) == set(BADGES) == every
    assert {state for reached in LIFECYCLE.values() for state in reached} <= every


@pytest.mark.parametrize(("before", "after"), list(product(State, STEPS)))
def test_only_the_ways_of_the_lifecycle_are_open(
    before: str, after: str, prepared: Application, organiser: Person
) -> None:
    it = bring(prepared, before)
    act = AGAIN.get(before, STEPS[after]) if after == State.SUBMITTED else STEPS[after]
    if after in LIFECYCLE[before]:
        assert act(it, organiser).state == after
    else:
        with pytest.raises(Refused, match=f"{State(before).label}|schon hinausgegangen"):
            act(it, organiser)


def test_what_is_out_is_not_submitted_again(submitted: Application, organiser: Person) -> None:
    actions.ask_back(submitted, on=TODAY, note="Was?", actor=organiser)
    with pytest.raises(Refused, match="schon hinausgegangen"):
        actions.submit(submitted, on=TODAY, applied=Decimal(7), actor=organiser)


def test_from_preparation_to_the_money(prepared: Application, organiser: Person) -> None:
    actions.submit(
        prepared, on=date(2027, 1, 11), applied=Decimal("90000.50"), reference="K1",
        expected_on=date(2027, 6, 11), actor=organiser,
    )  # fmt: skip
    actions.ask_back(
        prepared, on=date(2027, 1, 20), note="Der Stellenplan fehlt.",
        answer_by=date(2027, 2, 3), actor=organiser,
    )  # fmt: skip
    actions.answer_query(
        prepared, on=date(2027, 1, 25), expected_on=date(2027, 7, 1), actor=organiser
    )
    it = actions.grant(
        prepared, on=date(2027, 2, 26), granted=Decimal(88_000),
        grant_starts=date(2027, 5, 1), grant_ends=date(2029, 4, 30), actor=organiser,
    )  # fmt: skip
    it.refresh_from_db()
    assert (it.state, it.applied, it.granted) == (
        State.GRANTED,
        Decimal("90000.50"),
        Decimal(88_000),
    )
    assert (it.submitted_on, it.expected_on) == (date(2027, 1, 11), date(2027, 7, 1))
    assert (it.reference, it.decided_on) == ("K1", date(2027, 2, 26))
    assert [(step.reached, step.on.day) for step in it.steps.all()] == [
        ("prepared", 1), ("submitted", 11), ("queried", 20), ("submitted", 25), ("granted", 26),
    ]  # fmt: skip
    query = it.steps.get(reached=State.QUERIED)
    assert (query.note, query.answer_by) == ("Der Stellenplan fehlt.", date(2027, 2, 3))
    verbs = AuditEntry.objects.filter(subject=f"advising.case:{it.case_id}")
    assert "application_granted" in verbs.values_list("verb", flat=True)


def test_the_day_by_which_they_want_an_answer_is_the_next_of_the_case(
    submitted: Application, organiser: Person
) -> None:
    case = submitted.case
    set_next(case, "Nach dem Stand fragen", date(2027, 4, 1), actor=organiser)
    last = date(2027, 3, 12)
    for _twice in range(2):
        actions.ask_back(submitted, on=TODAY, note="Plan?", answer_by=last, actor=organiser)
    case.refresh_from_db()
    said = f"Rückfrage zu „{submitted.name}“ beantworten"
    assert (case.next_step, case.next_on) == (
        f"{said}; Nach dem Stand fragen",
        last,
    )
    with time_machine.travel(datetime(2027, 3, 12, 9, tzinfo=UTC)):
        assert case in Case.objects.due()
    actions.answer_query(submitted, on=TODAY, actor=organiser)
    case.refresh_from_db()
    assert case.next_step == "Nach dem Stand fragen"


def test_where_nothing_was_planned_what_is_usual_follows_the_answer(
    submitted: Application, organiser: Person
) -> None:
    Case.objects.update(next_step="", next_on=None)
    actions.ask_back(
        submitted, on=TODAY, note="Stellenplan?", answer_by=date(2027, 3, 12), actor=organiser
    )
    case = Case.objects.get()
    assert case.next_step == f"Rückfrage zu „{submitted.name}“ beantworten"
    actions.withdraw(submitted, on=TODAY, actor=organiser)
    case.refresh_from_db()
    assert case.next_step == "Anrufen und das Anliegen klären"


def test_what_comes_before_that_day_stays_next(submitted: Application, organiser: Person) -> None:
    set_next(submitted.case, "Anrufen", date(2027, 3, 2), actor=organiser)
    actions.ask_back(
        submitted, on=TODAY, note="Stellenplan?", answer_by=date(2027, 3, 12), actor=organiser
    )
    actions.refuse(submitted, on=TODAY, reason="Zu spät.", actor=organiser)
    submitted.case.refresh_from_db()
    assert submitted.case.next_step == "Anrufen"


def test_an_objection_brings_it_back_and_keeps_why_it_was_refused(
    submitted: Application, organiser: Person
) -> None:
    actions.refuse(submitted, on=date(2027, 2, 20), reason="Haushalt erschöpft", actor=organiser)
    it = actions.object_to(
        submitted, on=date(2027, 2, 25), note="Mittel sind frei", actor=organiser
    )
    it.refresh_from_db()
    assert (it.state, it.decided_on, it.reason) == (State.SUBMITTED, None, "")
    notes = list(it.steps.values_list("note", flat=True))
    assert notes[-2:] == ["Haushalt erschöpft", "Mittel sind frei"]


@pytest.mark.parametrize("after", [State.SUBMITTED, State.WITHDRAWN])
def test_a_second_click_changes_nothing(
    after: str, prepared: Application, organiser: Person
) -> None:
    STEPS[after](prepared, organiser)
    said = AuditEntry.objects.count()
    STEPS[after](prepared, organiser)
    assert prepared.steps.count() == 2
    assert AuditEntry.objects.count() == said


def test_of_two_who_decide_at_once_the_second_is_told(
    submitted: Application, organiser: Person, colleague: Person
) -> None:
    actions.refuse(submitted, on=TODAY, reason="Zu spät", actor=organiser)
    with pytest.raises(Refused, match="steht auf „abgelehnt“"):
        actions.grant(submitted, on=TODAY, granted=Decimal(5), actor=colleague)


def test_a_query_is_answered_only_while_one_is_open(
    prepared: Application, submitted: Application, organiser: Person
) -> None:
    with pytest.raises(Refused, match="keine Rückfrage offen"):
        actions.answer_query(submitted, on=TODAY, actor=organiser)
    with pytest.raises(Refused, match="nur gegen eine Ablehnung"):
        actions.object_to(submitted, on=TODAY, actor=organiser)


def test_steps_follow_one_another(submitted: Application, organiser: Person) -> None:
    with pytest.raises(Refused, match="dieser Tag liegt davor"):
        actions.ask_back(submitted, on=date(2027, 1, 31), note="Was?", actor=organiser)
    with pytest.raises(Refused, match="kommt erst noch"):
        actions.ask_back(submitted, on=TODAY + timedelta(days=1), note="Was?", actor=organiser)


def test_the_same_application_is_not_prepared_twice(
    case: Case, prepared: Application, organiser: Person
) -> None:
    again = actions.add(case, programme=prepared.programme, name=prepared.name, actor=organiser)
    assert again == prepared
    other = actions.add(case, name="Stiftung Musterstadt", actor=organiser)
    assert other != prepared
    assert case.applications.count() == 2


def test_a_closed_case_begins_none_but_learns_what_was_decided(
    case: Case, submitted: Application, organiser: Person, advance: Advance
) -> None:
    advance(Case.objects.get(pk=case.pk), Stage.DROPPED)
    with pytest.raises(Refused, match="abgeschlossen"):
        actions.add(case, name="Klima Invest", actor=organiser)
    it = actions.grant(submitted, on=TODAY, granted=Decimal(5), actor=organiser)
    assert it.state == State.GRANTED


def test_every_step_is_a_touch_of_the_case(
    case: Case, prepared: Application, organiser: Person
) -> None:
    Case.objects.update(touched_at=case.touched_at - timedelta(days=40))
    actions.submit(prepared, on=TODAY, applied=Decimal(5), actor=organiser)
    before = case.version
    case.refresh_from_db()
    assert not Case.objects.forgotten().exists()
    assert case.version == before  # nobody who is about to move it is held up


def test_a_note_names_nobody_who_took_their_data_back(
    submitted: Application, mayor: Contact, organiser: Person
) -> None:
    it = actions.ask_back(submitted, on=TODAY, note="Bela Beispiel fragen", actor=organiser)
    remove_contact(mayor, with_mails=True, actor=organiser)
    note = it.steps.latest("pk").note
    assert "Beispiel" not in note
    assert note.endswith("fragen")
