"""Whatever is entered in whatever order: an application never contradicts itself."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klimanetz.core.refusal import Refused
from klimanetz.features.advising.applications import actions
from klimanetz.features.advising.applications.contradictions import find_contradictions
from klimanetz.features.advising.applications.lifecycle import LIFECYCLE
from klimanetz.features.advising.models import Application, ApplicationState, Case
from klimanetz.people.models import Person
from tests.features.advising.applications.conftest import TODAY

type Act = Callable[[Application, date, Decimal, Person], Application]

ACTS: dict[str, Act] = {
    "submit": lambda it, on, sum_, who: actions.submit(
        it, on=on, applied=sum_, expected_on=on + timedelta(days=150), actor=who
    ),
    "ask_back": lambda it, on, _sum, who: actions.ask_back(it, on=on, note="Warum?", actor=who),
    "answer": lambda it, on, _sum, who: actions.answer_query(
        it, on=on, expected_on=on + timedelta(days=90), actor=who
    ),
    "grant": lambda it, on, sum_, who: actions.grant(
        it, on=on, granted=sum_, grant_starts=on, grant_ends=on + timedelta(days=729), actor=who
    ),
    "refuse": lambda it, on, _sum, who: actions.refuse(it, on=on, reason="Nein", actor=who),
    "object": lambda it, on, _sum, who: actions.object_to(it, on=on, actor=who),
    "withdraw": lambda it, on, _sum, who: actions.withdraw(it, on=on, actor=who),
    "correct": lambda it, _on, sum_, who: actions.correct(it, applied=sum_, actor=who),
}
days = st.integers(min_value=-400, max_value=3).map(lambda ago: TODAY + timedelta(days=ago))
sums = st.decimals(min_value=-10, max_value=200_000, places=2)
ways = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), days, sums), max_size=12)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(way=ways)
def test_any_way(way: list[tuple[str, date, Decimal]], case: Case, organiser: Person) -> None:
    case.applications.all().delete()
    it = actions.add(case, name="Klima Invest", actor=organiser)
    said: list[str] = []
    kept: list[bool] = []
    for act, on, sum_ in way:
        before = Application.objects.values().get(pk=it.pk)
        try:
            ACTS[act](it, on, sum_, organiser)
        except Refused as refused:
            said.append(str(refused))
            kept.append(Application.objects.values().get(pk=it.pk) == before)
    assert all(kept)
    assert all(sentence.endswith((".", "?")) for sentence in said)
    row = Application.objects.get(pk=it.pk)
    assert not list(find_contradictions(row, TODAY))
    steps = list(row.steps.all())
    assert row.state == steps[-1].reached
    entered = [step.on for step in steps[1:]]  # preparation began when it was added
    assert entered == sorted(entered)
    reached = [step.reached for step in steps]
    for left, then in itertools.pairwise(reached):
        assert then in LIFECYCLE[left]


@pytest.mark.parametrize("state", list(ApplicationState))
def test_a_state_is_never_left_without_its_facts(state: str) -> None:
    """What the database itself would refuse is refused with a sentence before."""
    it = Application(state=state, granted=Decimal(0))
    assert [found.field for found in find_contradictions(it, TODAY)] == ["granted"]
