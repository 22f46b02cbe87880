"""Where a position stands, as its page draws it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.lifecycle import lifecycle
from klimanetz.roster.models import FundingPeriod, Holding, Position
from klimanetz.roster.strip import draw_strip

YEAR = timedelta(days=365)


def states(position: Position, *periods: FundingPeriod) -> list[str]:
    return [step.state for step in lifecycle(position, periods)]


def now(position: Position, *periods: FundingPeriod) -> str:
    (step,) = [step for step in lifecycle(position, periods) if step.state == "now"]
    return step.label


def test_every_stage_has_its_own_now() -> None:
    later = timezone.localdate() + 2 * YEAR
    soon = timezone.localdate() + timedelta(days=200)
    grant = FundingPeriod(programme="KRL")
    assert now(Position(state="planned", starts=later)) == "geplant"
    assert now(Position(state="filled", ends=later), grant) == "besetzt"
    assert now(Position(state="filled")) == "besetzt"
    assert now(Position(state="filled", ends=soon)) == "Anschluss klären"
    assert now(Position(state="filled", ends=timezone.localdate() - YEAR)) == "Anschluss klären"
    assert now(Position(state="vacant", ends=soon)) == "unbesetzt"
    assert now(Position(state="filled", permanent=True)) == "verstetigt"


def test_an_ended_position_has_nothing_to_come() -> None:
    ended = Position(state="ended", ends=date(2025, 6, 30))
    assert states(ended) == ["done", "skipped", "done", "skipped", "done"]
    assert lifecycle(ended, [])[-1].hint == "30.06.2025"


def test_hints_say_when_and_by_what() -> None:
    position = Position(state="filled", ends=date(2099, 6, 30))
    _planned, funded, _filled, follow_up, _last = lifecycle(
        position, [FundingPeriod(programme="Klima Invest")]
    )
    assert funded.hint == "Klima Invest"
    assert follow_up.hint == "endet am 30.06.2099"


def test_strip_shows_post_grant_and_today() -> None:
    today = timezone.localdate()
    position = Position(starts=date(today.year - 1, 1, 1), ends=date(today.year + 1, 1, 1))
    grant = FundingPeriod(programme="KRL", starts=position.starts, ends=None)
    strip = draw_strip(position, [grant])
    assert strip.post.left == 0
    assert 0 < strip.today < 100
    assert strip.funding[0].width == 100
    assert [year.number for year in strip.years] == [today.year - 1, today.year, today.year + 1]
    assert strip.days_left == (position.ends - today).days  # type: ignore[operator]


@pytest.mark.django_db
class TestInvariants:
    """What no code may write, the database refuses."""

    @pytest.mark.parametrize(
        "fields",
        [
            {"share": 0},
            {"share": 2},
            {"permanent": True, "ends": date(2027, 1, 1)},
            {"starts": date(2027, 1, 1), "ends": date(2026, 1, 1)},
        ],
    )
    def test_of_positions(self, fields: dict[str, object], ilmenau: Authority) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Position.objects.create(authority=ilmenau, **fields)

    def test_of_holdings(self, manager: Person) -> None:
        position = Position.objects.get()
        for fields in ({}, {"starts": date(2027, 1, 1), "ends": date(2026, 1, 1)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Holding.objects.create(position=position, person=manager, **fields)
