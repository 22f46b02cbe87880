"""What a rule counts as eligible costs: computed by hand, and the same as in the plan."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.features.funding.assessing import Answer, assess
from klimanetz.features.funding.costing.eligible import eligible_costs
from klimanetz.features.funding.costing.plan import make_plan
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.models import Purpose
from klimanetz.features.funding.terms import Tier
from tests.features.funding.costing.given import post, state, together
from tests.features.funding.costing.test_laws import FEW, POSTS, granted
from tests.features.funding.terms_made import make_situation, make_terms

#: A tenth of full time; `test_by_hand` says how its first year comes to 6.151,02 €.
TENTH = post("E9b", 1, "2027-01-01", share="0.1")
LEAST = Decimal(7500)

# Second year, step 2 (4.039,01 a month in the table of 1 May 2026)
# Pay          12 × 4.039,01 × 0,1 = 4.846,812                     →  4.846,81
# Special      4.039,01 × 0,1 = 403,901 → 403,90; 85 % × 403,90 = 343,315 → 343,32
# Employer     26,64 % × 5.190,13 = 1.382,650632                   →  1.382,65
# Personnel    6.572,78; with the first year 6.151,02 + 6.572,78   = 12.723,80
CASES = [
    (12, "6151.02", Answer.NO),
    (24, "12723.80", Answer.YES),
]


@pytest.mark.parametrize(("months", "costs", "answer"), CASES)
def test_the_answer_follows_costs_that_were_computed_by_hand(
    months: int, costs: str, answer: Answer
) -> None:
    terms = make_terms(duration_months=months, minimum_costs=LEAST)
    found = eligible_costs(terms, TENTH)
    assert found == Decimal(costs)
    situation = make_situation(costs=found, starts=TENTH.starts)
    assert assess(terms, situation, on=TENTH.starts).answer == answer


def test_a_grant_that_comes_later_counts_its_own_months() -> None:
    """Pay has risen by then."""
    terms = make_terms(purpose=Purpose.FOLLOW_UP, duration_months=12)
    assert eligible_costs(terms, TENTH, 12) == Decimal("6572.78")


def test_of_what_is_no_post_nothing_is_known() -> None:
    for purpose in (Purpose.CONCEPT, Purpose.NETWORK, Purpose.LUMP_SUM):
        assert eligible_costs(make_terms(purpose=purpose, duration_months=36), TENTH) is None


def test_where_the_duration_is_unknown_only_a_yes_can_be_told() -> None:
    """24 months are usual and come to 12.723,80 €; fewer might be paid, or more."""
    unknown = make_terms(duration_months=None)
    assert eligible_costs(replace(unknown, minimum_costs=LEAST), TENTH) == Decimal("12723.80")
    assert eligible_costs(replace(unknown, minimum_costs=Decimal(20_000)), TENTH) is None


@FEW
@given(POSTS, st.integers(1, 60), st.integers(1, 200_000).map(Decimal))
def test_the_check_says_no_exactly_where_the_plan_pays_nothing(
    asked: Post, months: int, least: Decimal
) -> None:
    """One figure, reckoned in two places, must never say two things."""
    asked = replace(asked, starts=asked.starts.replace(day=1))
    part = state("60", months=months, least=str(least))
    terms = make_terms(
        duration_months=months, minimum_costs=least, tiers=(Tier(percent=Decimal(60)),)
    )
    costs = eligible_costs(terms, asked)
    found = assess(terms, make_situation(costs=costs, starts=asked.starts), on=asked.starts)
    paid = sum(map(granted, make_plan(asked, together(part), None).years))
    assert (found.answer == Answer.NO) is (costs is not None and costs < least) is (paid == 0)
