"""What cannot be true is refused with a sentence, in the action and beside the field."""

from datetime import date
from decimal import Decimal

import pytest

from klimanetz.core.refusal import Refused
from klimanetz.features.advising.applications import actions
from klimanetz.features.advising.applications.contradictions import exceeds, find_contradictions
from klimanetz.features.advising.models import Application, ApplicationState
from klimanetz.people.models import Person
from tests.features.advising.applications.conftest import TODAY

YESTERDAY, TOMORROW = date(2027, 2, 28), date(2027, 3, 2)


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"submitted_on": TOMORROW}, "submitted_on", "kommt erst noch"),
        ({"decided_on": TOMORROW}, "decided_on", "kommt erst noch"),
        ({"submitted_on": TODAY, "decided_on": YESTERDAY}, "decided_on", "01.03.2027"),
        ({"submitted_on": TODAY, "expected_on": YESTERDAY}, "expected_on", "01.03.2027"),
        ({"applied": Decimal(0)}, "applied", "wie viel Euro"),
        ({"applied": Decimal(-5)}, "applied", "wie viel Euro"),
        ({"granted": Decimal(0)}, "granted", "abgelehnt"),
        ({"grant_starts": TODAY, "grant_ends": YESTERDAY}, "grant_ends", "nicht vorher enden"),
    ],
)
def test_contradictions(facts: dict[str, object], field: str, words: str) -> None:
    (found,) = find_contradictions(Application(**facts), TODAY)
    assert found.field == field
    assert words in found.text


def test_what_agrees_is_not_contradicted() -> None:
    it = Application(
        submitted_on=YESTERDAY, decided_on=TODAY, expected_on=TOMORROW, applied=Decimal(5),
        granted=Decimal(5), grant_starts=TODAY, grant_ends=TODAY,
    )  # fmt: skip
    assert not list(find_contradictions(it, TODAY))
    assert not list(find_contradictions(Application(), TODAY))


@pytest.mark.parametrize(
    ("granted", "applied", "too_much"), [(6, 5, True), (5, 5, False), (6, None, False)]
)
def test_more_than_was_asked_for(granted: int, applied: int | None, too_much: bool) -> None:
    it = Application(state=ApplicationState.GRANTED, granted=granted, applied=applied)
    assert exceeds(it) is too_much


def test_a_grant_before_the_application_is_refused(
    submitted: Application, organiser: Person
) -> None:
    with pytest.raises(Refused, match="dieser Tag liegt davor"):
        actions.grant(submitted, on=date(2027, 1, 31), granted=Decimal(5), actor=organiser)
    with pytest.raises(Refused, match="nicht vorher enden"):
        actions.grant(
            submitted, on=TODAY, granted=Decimal(5),
            grant_starts=TODAY, grant_ends=YESTERDAY, actor=organiser,
        )  # fmt: skip
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.SUBMITTED


def test_a_correction_must_agree_too(submitted: Application, organiser: Person) -> None:
    with pytest.raises(Refused, match="kommt erst noch"):
        actions.correct(submitted, submitted_on=TOMORROW, actor=organiser)
    with pytest.raises(TypeError, match="granted"):
        actions.correct(submitted, granted=Decimal(5), actor=organiser)
    it = actions.correct(submitted, applied=Decimal(85_000), actor=organiser)
    it.refresh_from_db()
    assert it.applied == 85_000
    assert it.steps.count() == 2
