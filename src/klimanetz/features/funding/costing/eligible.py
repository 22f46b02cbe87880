"""What a grant is reckoned from: the personnel costs of all its months."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from klimanetz.features.funding.costing.months import (
    FOLLOW_UP,
    INITIAL,
    USUAL_MONTHS,
    Phase,
    list_rows,
)
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.costing.rounding import NOTHING
from klimanetz.features.funding.costing.salary import reckon_personnel
from klimanetz.features.funding.models.vocabulary import Purpose
from klimanetz.features.funding.terms import Terms

#: What pays for a post; of anything else the costs of the post say nothing.
PHASES: Final = {Purpose.NEW_POSITION: INITIAL, Purpose.FOLLOW_UP: FOLLOW_UP}


def eligible_costs(terms: Terms, post: Post, begins: int = 0) -> Decimal | None:
    """Of a grant that begins in this month of the post, as its plan has them; None if unknown.

    Where a rule does not say how long it pays, the usual months may show that the least it asks
    for is reached; that they do not reach it would prove nothing.
    """
    phase = PHASES.get(terms.purpose)
    if phase is None:
        return None
    costs = personnel_costs(post, begins, begins + (terms.duration_months or USUAL_MONTHS[phase]))
    too_little = terms.minimum_costs is not None and costs < terms.minimum_costs
    return None if too_little and terms.duration_months is None else costs


@lru_cache(maxsize=1024)
def personnel_costs(post: Post, begins: int, ends: int) -> Decimal:
    """Of a post that goes on after these months (`ends` is not included)."""
    rows = list_rows(post.starts, [Phase("", begins, ends)])
    return sum((reckon_personnel(post, row.begins, row.ends, None).total for row in rows), NOTHING)
