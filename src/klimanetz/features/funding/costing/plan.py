"""What a post costs and who pays, year by year, exact to the cent."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.combining import Combination
from klimanetz.features.funding.costing.amounts import Amount, CostPlan, Share, Year
from klimanetz.features.funding.costing.grants import Payer, reckon_grants
from klimanetz.features.funding.costing.lines import costs_of, list_grants
from klimanetz.features.funding.costing.months import Row, list_phases, list_rows
from klimanetz.features.funding.costing.notes import list_notes
from klimanetz.features.funding.costing.origin import Origin, Standing
from klimanetz.features.funding.costing.post import Post, check_post
from klimanetz.features.funding.costing.sharing import split

__all__ = [
    "Amount", "CostPlan", "Origin", "Share", "Standing", "Year", "make_plan", "split",
]  # fmt: skip


def make_plan(
    post: Post,
    initial: Combination | None,
    follow_up: Combination | None,
    *,
    permanent_years: int = 1,
) -> CostPlan:
    """Initial months, follow-up months, then what it costs for good; in euros and cents.

    A phase lasts as long as its longest grant. Without permanent years the post ends with the last
    grant. Raises `Refused` where the post cannot be reckoned.
    """
    check_post(post)
    phases = list(list_phases(initial, follow_up, permanent_years))
    if not phases:
        raise Refused(_("Ohne Förderung braucht der Plan mindestens ein Jahr."))
    rows = list(list_rows(post.starts, phases))
    leaves = None if permanent_years else phases[-1].ends
    return CostPlan(
        post,
        tuple(list_years(post, rows, leaves)),
        notes=tuple(list_notes(post, rows, (initial, follow_up))),
        initial=initial,
        follow_up=follow_up,
        permanent_years=permanent_years,
    )


def list_years(post: Post, rows: Sequence[Row], leaves: int | None) -> Iterator[Year]:
    payers: list[Payer] = []
    for row in rows:
        if row.begins == row.phase.begins:
            of_phase = [one for one in rows if one.phase is row.phase]
            payers = reckon_grants(post, row.phase, of_phase, leaves)
        costs = costs_of(post, row, leaves)
        grants = tuple(list_grants(row, payers))
        own = sum((one.euros for one in costs), Decimal(0)) - sum(
            (one.euros for one in grants), Decimal(0)
        )
        yield Year(row.year, row.months, row.phase.name, costs, grants, own)
