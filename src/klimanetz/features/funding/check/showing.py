"""The result of a check in words and figures, as its page shows it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.funding.assessing import Answer, Assessment
from klimanetz.features.funding.changes import Change, changes_since
from klimanetz.features.funding.check.preparing import say_way
from klimanetz.features.funding.combining import Combination, percents
from klimanetz.features.funding.costing.months import PERMANENT
from klimanetz.features.funding.costing.plan import CostPlan
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.features.funding.models.vocabulary import Status
from klimanetz.features.funding.result import Option, Result
from klimanetz.features.funding.saying import say_rate, say_tiers
from klimanetz.features.funding.ways import Way, say_whose
from klimanetz.features.funding.wording import say_euros, say_percent
from klimanetz.places.models import Authority, Kind

BADGES: Final = {Answer.YES: "good", Answer.UNCLEAR: "wait", Answer.NO: "quiet"}
WHOLE, HALF = Decimal(1), Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule answers, ready to be read. `better` hangs on something not yet answered."""

    assessment: Assessment
    badge: str
    rate: str
    better: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Euros of a part of the plan; `own` is what the town that asks pays of it."""

    months: int
    total: Decimal
    grants: Decimal
    own: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """One way beside the others; `url` leads to its own result, empty for the one shown."""

    label: str
    first: Sum
    follow_up: Sum
    permanent: Sum
    certain: bool
    then_caution: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One combination: what each part pays of the costs, and what all pay together."""

    parts: tuple[tuple[Assessment, str], ...]
    together: str
    ceiling: str
    certain: bool
    open_points: tuple[str, ...]
    reckoned: bool


def show(result: Result) -> dict[str, Any]:
    chosen = result.chosen
    return {
        "result": result,
        "plan": chosen.plan,
        "headline": say_headline(result.inquiry, chosen),
        "verdicts": [verdict_of(one) for one in chosen.assessments],
        "then": verdicts_then(chosen.plan),
        "beside": [verdict_of(one) for one in result.beside],
        "choices": list(list_choices(chosen.combinations, said=result.missing)),
        "has_open_questions": any(one.questions for one in chosen.assessments),
        "rows": [compare(result.inquiry, one, one is chosen) for one in result.options],
        "changes": find_changes(result),
        "way": say_way_chosen(result.inquiry),
        "post": say_post(result.inquiry.post),
        "has_reckoned_shares": any(
            one.bearer != result.inquiry.authority for one in result.options
        ),
    }


def verdict_of(one: Assessment) -> Verdict:
    tier = one.tier or one.better
    return Verdict(
        one,
        BADGES[one.answer],
        say_rate(tier) if tier and one.answer != Answer.NO else "",
        say_tiers(one.best)[0] if one.better and one.better != tier else "",
    )


def verdicts_then(plan: CostPlan) -> list[Verdict]:
    """What the years after the first grant are reckoned with, where that is asked later."""
    if plan.initial is None or plan.follow_up is None:
        return []
    return [verdict_of(one) for one in plan.follow_up.parts]


def list_choices(combinations: Iterable[Combination], *, said: Collection[str]) -> Iterable[Choice]:
    """The first is the one that is reckoned with. What was `said` of its parts is not repeated."""
    for number, one in enumerate(combinations):
        shares = percents(one)
        yield Choice(
            parts=tuple(
                (part, say_percent(share) if share else "")
                for part, share in zip(one.parts, shares, strict=True)
            ),
            together=say_percent(sum(shares, Decimal(0))),
            ceiling=say_percent(one.ceiling),
            certain=one.certain,
            open_points=tuple(point for point in one.open_points if point not in said),
            reckoned=number == 0 and one.has_sure_rates,
        )


def sum_up(option: Option, phases: Iterable[str]) -> Sum:
    wanted = set(phases)
    years = [
        (year, own)
        for year, own in zip(option.plan.years, option.by_year, strict=True)
        if year.phase in wanted
    ]
    total = sum((year.total for year, _own in years), Decimal(0))
    return Sum(
        months=sum(year.months for year, _own in years),
        total=total,
        grants=total - sum((year.own_share for year, _own in years), Decimal(0)),
        own=sum((own for _year, own in years), Decimal(0)),
    )


def first_phase(plan: CostPlan) -> str:
    return plan.years[0].phase


def compare(inquiry: Inquiry, option: Option, shown: bool) -> Row:
    assert inquiry.authority is not None  # noqa: S101 - there is a result
    first = first_phase(option.plan)
    later = {year.phase for year in option.plan.years} - {first, PERMANENT}
    query = inquiry.by(option.way).query
    return Row(
        label=say_way(inquiry.authority, option.way),
        first=sum_up(option, {first}),
        follow_up=sum_up(option, later),
        permanent=sum_up(option, {PERMANENT}),
        certain=option.is_certain,
        then_caution=say_caution(option.plan.follow_up),
        url="" if shown else f"{reverse('check_result')}?{query}",
    )


def say_caution(combination: Combination | None) -> str:
    """What to know of grants whose time comes only after the first ones."""
    if combination is None or combination.certain:
        return ""
    if any(one.terms.status == Status.UNVERIFIED for one in combination.parts):
        return str(Status.UNVERIFIED.label)
    return _("noch nicht sicher")


def say_headline(inquiry: Inquiry, option: Option) -> tuple[str, ...]:
    """What it costs, what may be paid of that, what is left; never a promise."""
    first = sum_up(option, {first_phase(option.plan)})
    costs = say_costs(option.bearer) % {
        "post": say_share(inquiry.post.share),
        "whose": say_whose(option.bearer),
        "whom": say_whom(inquiry, option),
        "span": say_span(first.months),
        "total": say_whole(first.total),
    }
    return tuple(filter(None, (costs, say_grants(option, first), say_own(option, first))))


def say_costs(bearer: Authority) -> str:
    if bearer.kind == Kind.ASSOCIATION:
        return _("%(post)s %(whose)s kostet %(span)s %(total)s.")
    if bearer.kind == Kind.DISTRICT:
        return _("%(post)s des Landkreises kostet %(span)s %(total)s.")
    return _("%(post)s kostet %(whom)s %(span)s %(total)s.")


def say_share(share: Decimal) -> str:
    if share == WHOLE:
        return _("Eine ganze Stelle")
    if share == HALF:
        return _("Eine halbe Stelle")
    return _("Eine Stelle mit %(percent)s") % {"percent": say_percent(share * 100)}


def say_whom(inquiry: Inquiry, option: Option) -> str:
    number = len(inquiry.partners)
    if option.way != Way.SHARED:
        return option.bearer.name
    return ngettext(
        "%(name)s und eine Partnerkommune zusammen",
        "%(name)s und %(number)d Partnerkommunen zusammen",
        number,
    ) % {"name": option.bearer.name, "number": number}


def say_span(months: int) -> str:
    years, rest = divmod(months, 12)
    if rest or years not in (1, 2, 3):
        return _("in den ersten %(months)d Monaten") % {"months": months}
    if years == 1:
        return _("im ersten Jahr")
    return _("in den ersten zwei Jahren") if years == 2 else _("in den ersten drei Jahren")


def say_grants(option: Option, first: Sum) -> str:
    if not first.grants:
        return _("Heute kennen wir kein Programm, mit dem Sie dafür rechnen können.")
    said = {"grants": say_whole(first.grants)}
    if option.is_certain:
        return _("Davon könnten %(grants)s gefördert werden.") % said
    return (
        _("Davon könnten %(grants)s gefördert werden, wenn sich klärt, was noch offen ist.") % said
    )


def say_own(option: Option, first: Sum) -> str:
    """Only where others pay, too, or somebody pays anything at all."""
    if option.plan.shares:
        return _("Von dem, was bleibt, kämen auf Sie %(own)s.") % {"own": say_whole(first.own)}
    return _("Es blieben %(own)s.") % {"own": say_whole(first.own)} if first.grants else ""


def say_whole(euros: Decimal) -> str:
    return say_euros(euros.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def say_way_chosen(inquiry: Inquiry) -> str:
    assert inquiry.authority is not None  # noqa: S101 - there is a result
    assert inquiry.way is not None  # noqa: S101
    return say_way(inquiry.authority, inquiry.way)


def say_post(post: Post) -> str:
    return _("E %(group)s, Stufe %(step)d, %(percent)s, ab %(month)s") % {
        "group": post.group.removeprefix("E"),
        "step": post.step,
        "percent": say_percent(post.share * 100),
        "month": date_format(post.starts, "F Y"),
    }


def find_changes(result: Result) -> list[Change]:
    """What was changed in the rules that were asked since the address was made."""
    day = result.inquiry.asked_on
    if day is None or day >= result.on:
        return []
    asked = {one.terms.programme for one in (*result.chosen.assessments, *result.beside)}
    return [change for change in changes_since(day) if change.programme in asked]
