"""What a check comes to: what each programme answers, what goes together, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from klimanetz.features.funding.assessing import Answer, Assessment, CostsOf, assess_all
from klimanetz.features.funding.combining import Combination, combine
from klimanetz.features.funding.costing.eligible import PHASES, eligible_costs
from klimanetz.features.funding.costing.months import INITIAL, month_at, months_of
from klimanetz.features.funding.costing.plan import CostPlan, make_plan, split
from klimanetz.features.funding.holding import read_holding
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.features.funding.models.vocabulary import Purpose
from klimanetz.features.funding.situation import BEFORE, Situation
from klimanetz.features.funding.terms import Terms
from klimanetz.features.funding.ways import Way, applicant_of, bearer_of, ways_of
from klimanetz.places.models import Authority

YEARS_ALONE: Final = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One way with what it pays and costs. `assessments` are of the purpose that was asked for.

    `plan` is reckoned with the best combination of that purpose and, for a new post, the best one
    that may follow; `share` is the asking authority's part of it over all years.
    """

    way: Way
    bearer: Authority
    situation: Situation
    assessments: tuple[Assessment, ...]
    combinations: tuple[Combination, ...]
    follow_up: tuple[Combination, ...]
    plan: CostPlan

    @property
    def by_year(self) -> tuple[Decimal, ...]:
        """The asking authority's own share of each year, in the order of `plan.years`."""
        if self.plan.shares:
            return self.plan.shares[0].by_year
        return tuple(year.own_share for year in self.plan.years)

    @property
    def is_certain(self) -> bool:
        return bool(self.combinations) and self.combinations[0].certain


@dataclass(frozen=True, slots=True)
class Result:
    """`chosen` is the way that was asked for, `others` the ones it is compared with.

    `beside` is what there is besides a post: concepts, networks, lump sums; it enters no plan.
    `missing` are sentences: what has to be known or done before more can be told.
    """

    inquiry: Inquiry
    on: date
    chosen: Option
    others: tuple[Option, ...]
    beside: tuple[Assessment, ...]
    missing: tuple[str, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        return (self.chosen, *self.others)


def work_out(inquiry: Inquiry, *, on: date) -> Result:
    """Needs an inquiry without problems. Four queries, and one for each association compared."""
    rules = read_holding(on)
    work = partial(work_out_way, inquiry, rules, on=on)
    if inquiry.authority is None or inquiry.way is None:
        raise ValueError("An inquiry with problems has no result.")
    chosen = work(inquiry.way)
    others = [
        work(way)
        for way in ways_of(inquiry.authority)
        if way != inquiry.way and (way != Way.SHARED or inquiry.partners)
    ]
    return Result(
        inquiry=inquiry,
        on=on,
        chosen=chosen,
        others=tuple(others),
        beside=tuple(assess_beside(rules, chosen.situation, on=on)),
        missing=tuple(dict.fromkeys(said for one in chosen.assessments for said in one.missing)),
    )


def work_out_way(inquiry: Inquiry, rules: Sequence[Terms], way: Way, *, on: date) -> Option:
    authority = inquiry.authority
    assert authority is not None  # noqa: S101 - `work_out` looked
    situation = situation_of(inquiry, way)
    known = partial(eligible_costs, post=inquiry.post)
    assessments = assess_for(rules, situation, inquiry.purpose, on=on, costs_of=known)
    combinations = combine([one for one in assessments if reaches(one.terms, situation.starts)])
    follow_up: list[Combination] = []
    if combinations and inquiry.purpose == Purpose.NEW_POSITION:
        months = months_of(combinations[0], INITIAL)
        then, later = look_ahead(rules, situation, months), partial(known, begins=months)
        follow_up = combine(assess_for(rules, then, Purpose.FOLLOW_UP, on=on, costs_of=later))
    return Option(
        way=way,
        bearer=bearer_of(authority, way),
        situation=situation,
        assessments=tuple(assessments),
        combinations=tuple(combinations),
        follow_up=tuple(follow_up),
        plan=divide(plan_for(inquiry, combinations, follow_up), inquiry, way),
    )


def reaches(terms: Terms, starts: date) -> bool:
    """Money of a rule that ends before the post begins is not reckoned with, whatever follows."""
    return terms.valid_to is None or starts <= terms.valid_to


def look_ahead(rules: Sequence[Terms], situation: Situation, months: int) -> Situation:
    """When the first grant ends. What a follow-up asks for is decided only then: it stays open.

    But there has been a funded post by then.
    """
    asked_then = {
        one.question
        for terms in rules
        if terms.purpose == Purpose.FOLLOW_UP
        for one in terms.requirements
    }
    answers = {slug: said for slug, said in situation.answers.items() if slug not in asked_then}
    return replace(
        situation,
        starts=month_at(situation.starts, months),
        answers=answers | {BEFORE: True},
    )


def plan_for(
    inquiry: Inquiry, combinations: Sequence[Combination], follow_up: Sequence[Combination]
) -> CostPlan:
    """With the best of each; where nobody pays anything, the two years one would ask for."""
    first = combinations[0] if combinations else None
    then = follow_up[0] if follow_up else None
    if inquiry.purpose == Purpose.FOLLOW_UP:
        first, then = None, first
    alone = first is None and then is None
    return make_plan(inquiry.post, first, then, permanent_years=YEARS_ALONE if alone else 1)


def assess_for(
    rules: Sequence[Terms],
    situation: Situation,
    purpose: Purpose,
    *,
    on: date,
    costs_of: CostsOf | None = None,
) -> list[Assessment]:
    fitting = [one for one in rules if one.purpose == purpose and is_of_land(one, situation)]
    return assess_all(fitting, replace(situation, purpose=purpose), on=on, costs_of=costs_of)


def assess_beside(rules: Sequence[Terms], situation: Situation, *, on: date) -> list[Assessment]:
    """Each for its own purpose: what it answers to this authority; a plain no is left out."""
    found = [
        assessment
        for purpose in Purpose
        if purpose not in PHASES
        for assessment in assess_for(rules, situation, purpose, on=on)
    ]
    return [one for one in found if one.answer != Answer.NO]


def is_of_land(terms: Terms, situation: Situation) -> bool:
    """What another Land pays is nobody's question here."""
    return not terms.land or terms.land == situation.land


def situation_of(inquiry: Inquiry, way: Way | None = None) -> Situation:
    """On the way that was asked for, or on another one."""
    authority, way = inquiry.authority, way or inquiry.way
    assert authority is not None  # noqa: S101 - an inquiry without problems
    bearer = bearer_of(authority, way or Way.OWN)
    together = [bearer, *(inquiry.partners if way == Way.SHARED else ())]
    return Situation(
        applicant=applicant_of(bearer),
        land=bearer.ars[:2],
        purpose=inquiry.purpose,
        starts=inquiry.post.starts,
        population=add_up([one.population for one in together]),
        participants=len(together),
        answers=inquiry.known,
    )


def add_up(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def divide(plan: CostPlan, inquiry: Inquiry, way: Way) -> CostPlan:
    """Among those who bear it: partners as agreed, within an association or district by heads."""
    authority = inquiry.authority
    assert authority is not None  # noqa: S101 - `work_out` looked
    if way == Way.SHARED:
        together = (authority, *inquiry.partners)
        names = [(one.title, one.population) for one in together]
        return split(plan, names, evenly=inquiry.evenly)
    bearer = bearer_of(authority, way)
    if bearer == authority or not (authority.population and bearer.population):
        return plan
    rest = bearer.population - authority.population
    if rest <= 0:
        return plan
    others = _("alle übrigen Gemeinden dort")
    return split(plan, [(authority.title, authority.population), (others, rest)], evenly=False)
