"""What holds for every plan, however odd the post and the grants."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from klimanetz.features.funding.assessing import Assessment
from klimanetz.features.funding.combining import Combination
from klimanetz.features.funding.costing.amounts import CostPlan
from klimanetz.features.funding.costing.lines import EMPLOYER, PAY, SPECIAL
from klimanetz.features.funding.costing.plan import Year, make_plan, split
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.costing.tables import GROUPS
from klimanetz.features.funding.models import Level
from tests.features.funding.costing.given import grant, together


def cents(most: int, least: int = 0) -> st.SearchStrategy[Decimal]:
    return st.integers(least * 100, most * 100).map(lambda number: Decimal(number) / 100)


PERCENTS = cents(100)
POSTS = st.builds(
    Post,
    group=st.sampled_from(GROUPS),
    step=st.integers(1, 6),
    share=st.integers(1, 10_000).map(lambda number: Decimal(number) / 10_000),
    starts=st.dates(date(2024, 3, 1), date(2040, 12, 31)),
    rise=cents(10),
    workplace=cents(30_000),
    travel=cents(5_000),
    statutory=cents(30),
    supplementary=cents(15),
)


@st.composite
def parts(draw: st.DrawFn) -> Assessment:
    fixed = draw(st.booleans())
    return grant(
        None if fixed else str(draw(PERCENTS)),
        euros=str(draw(cents(300_000))) if fixed else None,
        months=draw(st.none() | st.integers(1, 60)),
        level=draw(st.sampled_from(Level)),
        cap=draw(st.none() | cents(200_000).map(str)),
        least=draw(st.none() | cents(100_000).map(str)),
        own=draw(st.none() | PERCENTS.map(str)),
    )


COMBINATIONS = st.none() | st.builds(
    lambda found, ceiling: together(*found, ceiling=str(ceiling)),
    st.lists(parts(), min_size=1, max_size=3),
    PERCENTS,
)
PLANS = st.builds(make_plan, POSTS, COMBINATIONS, COMBINATIONS, permanent_years=st.integers(1, 5))
PARTNERS = st.lists(
    st.tuples(st.text("abcdefg", min_size=1), st.none() | st.integers(0, 4_000_000)),
    min_size=1,
    max_size=8,
    unique_by=lambda partner: partner[0],
)
FEW = settings(max_examples=80, deadline=None)


def personnel(year: Year) -> Decimal:
    kinds = {PAY, SPECIAL, EMPLOYER}
    return sum((one.euros for one in year.costs if one.kind in kinds), Decimal(0))


def granted(year: Year) -> Decimal:
    return sum((one.euros for one in year.grants), Decimal(0))


@FEW
@given(PLANS)
def test_own_share_and_grants_are_the_costs_to_the_cent(plan: CostPlan) -> None:
    for year in plan.years:
        assert granted(year) + year.own_share == year.total
        assert year.own_share >= 0
        amounts = [*(one.euros for one in (*year.costs, *year.grants)), year.own_share]
        assert all(one == one.quantize(Decimal("0.01")) >= 0 for one in amounts)
    assert plan.total == sum(map(granted, plan.years)) + plan.own_share


@FEW
@given(PLANS)
def test_no_combination_exceeds_its_ceiling(plan: CostPlan) -> None:
    used = {"initial": plan.initial, "follow_up": plan.follow_up, "permanent": None}
    for year in plan.years:
        combination = used[year.phase]
        ceiling = combination.ceiling if combination else Decimal(0)
        assert granted(year) * 100 <= ceiling * personnel(year)
        for part in combination.parts if combination else ():
            if part.terms.own_share is not None:
                assert granted(year) * 100 <= (100 - part.terms.own_share) * personnel(year)


@FEW
@given(POSTS, parts())
def test_no_grant_exceeds_its_cap_nor_its_rate(post: Post, part: Assessment) -> None:
    plan = make_plan(post, Combination(part.terms.purpose, (part,), Decimal(100), True), None)

    paid = sum(map(granted, plan.years))
    assert part.tier is not None
    assert part.terms.cap is None or paid <= part.terms.cap
    assert part.tier.euros is None or paid <= part.tier.euros
    for year in plan.years:
        assert part.tier.percent is None or granted(year) * 100 <= part.tier.percent * personnel(
            year
        )


@FEW
@given(POSTS, COMBINATIONS, COMBINATIONS, st.integers(1, 6))
def test_a_longer_post_never_costs_less(
    post: Post, initial: Combination | None, follow_up: Combination | None, years: int
) -> None:
    plans = [make_plan(post, initial, follow_up, permanent_years=n) for n in (years, years + 1)]

    assert plans[0].total <= plans[1].total
    assert plans[0].own_share <= plans[1].own_share


@FEW
@given(POSTS, st.integers(1, 70))
def test_a_longer_grant_never_makes_a_post_that_ends_cheaper(post: Post, months: int) -> None:
    plans = [
        make_plan(post, together(grant("50", months=one)), None, permanent_years=0)
        for one in (months, months + 1)
    ]

    assert plans[0].total <= plans[1].total


@FEW
@given(PLANS, PARTNERS, st.booleans())
def test_shares_add_up_and_splitting_changes_no_sum(
    plan: CostPlan, partners: list[tuple[str, int | None]], evenly: bool
) -> None:
    divided = split(plan, partners, evenly=evenly)

    assert divided.years == plan.years
    assert [share.name for share in divided.shares] == [name for name, _population in partners]
    for index, year in enumerate(plan.years):
        parts_of_year = [share.by_year[index] for share in divided.shares]
        assert sum(parts_of_year) == year.own_share
        assert all(part >= 0 for part in parts_of_year)
    assert sum(share.total for share in divided.shares) == plan.own_share


@FEW
@given(PLANS, st.lists(st.integers(1, 4_000_000), min_size=2, max_size=6))
def test_who_has_more_inhabitants_pays_no_less(plan: CostPlan, populations: list[int]) -> None:
    partners: list[tuple[str, int | None]] = [
        (str(number), people) for number, people in enumerate(sorted(populations))
    ]
    divided = split(plan, partners, evenly=False)

    for smaller, larger in pairwise(divided.shares):
        if (smaller.population or 0) < (larger.population or 0):
            pairs = zip(smaller.by_year, larger.by_year, strict=True)
            assert all(less <= more for less, more in pairs)


@FEW
@given(PLANS)
def test_every_number_says_where_it_comes_from(plan: CostPlan) -> None:
    for year in plan.years:
        for one in (*year.costs, *year.grants):
            assert one.label
            assert one.origin.calculation
            assert one.origin.source or one.origin.standing == "given"
