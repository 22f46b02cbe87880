"""What may happen to a poll in which state; the rule and its question say the same."""

from collections.abc import Callable

import pytest
import time_machine

from klimanetz.core.refusal import Refused, Verdict
from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.polls import actions, rules
from klimanetz.features.meetings.polls.models import DatePoll, PollState
from tests.features.meetings.conftest import berlin
from tests.features.meetings.polls.conftest import YES, Ask, MakePoll, fresh, say

type Bring = Callable[[str], DatePoll]


@pytest.fixture
def bring(make_poll: MakePoll, ask: Ask, clock: time_machine.Traveller) -> Bring:
    """A poll in a state; `late` is open with its deadline over."""

    def brought(state: str) -> DatePoll:
        poll = make_poll(title=state, answer_by=berlin(2, 1, 10) if state == "late" else DEADLINE)
        if state != "draft":
            ask(poll, "Anna")
        if state == "decided":
            outline = Meeting(title=state, answer_by=berlin(3, 5))
            actions.choose(poll.dates.all()[0], outline, actor="Olga")
        if state == "closed":
            actions.close(poll, "", actor="Olga")
        if state == "late":
            clock.move_to(berlin(2, 1, 11))
        return fresh(poll)

    return brought


DEADLINE = berlin(2, 15, 23, 59)
STATES = ("draft", "open", "late", "decided", "closed")


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (rules.can_edit, {"draft"}),
        (rules.can_ask, {"draft", "open"}),
        (rules.can_vote, {"open"}),
        (rules.can_settle, {"open", "late"}),
    ],
)
@pytest.mark.parametrize("state", STATES)
def test_what_is_allowed_when_and_the_reason_where_not(
    bring: Bring, state: str, rule: Callable[[DatePoll], Verdict], allowed: set[str]
) -> None:
    verdict = rule(bring(state))
    assert bool(verdict) == (state in allowed)
    assert bool(verdict.reason) != bool(verdict)


@pytest.mark.parametrize("state", STATES)
def test_running_asks_what_the_rule_says(bring: Bring, state: str) -> None:
    poll = bring(state)
    running = DatePoll.objects.running().filter(pk=poll.pk).exists()
    assert running == bool(rules.can_vote(poll))


@pytest.mark.parametrize("state", STATES)
def test_the_actions_hold_to_the_rules(bring: Bring, state: str, ask: Ask) -> None:
    poll = bring(state)
    acts: list[tuple[Verdict, Callable[[], object]]] = [
        (rules.can_vote(poll), lambda: say(poll.voters.get(), YES)),
        (rules.can_ask(poll), lambda: ask(poll, "Bert")),
        (rules.can_settle(poll), lambda: actions.extend(poll, berlin(2, 20), actor="Olga")),
        (rules.can_edit(poll), lambda: actions.discard(poll, actor="Olga")),
    ]
    for verdict, act in acts:
        if not verdict and (state != "draft" or poll.voters.exists()):
            with pytest.raises(Refused) as refused:
                act()
            assert str(refused.value) == verdict.reason


def test_a_step_that_the_lifecycle_does_not_know_is_a_mistake(bring: Bring) -> None:
    with pytest.raises(ValueError, match="cannot become"):
        bring("closed").become(PollState.OPEN)


def test_a_settled_poll_knows_since_when(bring: Bring) -> None:
    assert bring("decided").settled_at == berlin(2, 1, 9)
    assert bring("closed").settled_at == berlin(2, 1, 9)
    assert bring("open").settled_at is None
