"""Laws that hold for any rule and any town, whatever stands in them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from klimanetz.features.funding.assessing import Answer, assess
from klimanetz.features.funding.combining import combine, percents
from klimanetz.features.funding.models import Level
from klimanetz.features.funding.models.vocabulary import (
    Applicant,
    Cumulation,
    Order,
    Purpose,
    Status,
)
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Requirement, Terms, Tier
from tests.features.funding.terms_made import TODAY, make_terms

FEW = settings(deadline=None, max_examples=80)
QUESTIONS = ("eins", "zwei", "drei")

DAYS = st.integers(-400, 400).map(lambda number: TODAY + timedelta(days=number))
MAYBE_DAYS = st.none() | DAYS
MAYBE_COSTS = st.none() | st.integers(1, 20_000).map(Decimal)
PERCENTS = st.integers(1, 100).map(Decimal)
ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from([True, False, None]))
PURPOSES = st.sampled_from([Purpose.NEW_POSITION, Purpose.NEW_POSITION, Purpose.LUMP_SUM])
TIERS = st.lists(
    st.builds(
        Tier,
        percent=PERCENTS,
        question=st.sampled_from(["", "", *QUESTIONS]),
        population_to=st.none() | st.integers(1000, 9000),
        shared=st.booleans(),
    ),
    max_size=3,
).map(tuple)
REQUIREMENTS = st.lists(
    st.builds(
        Requirement,
        question=st.sampled_from(QUESTIONS),
        question_text=st.just("Frage?"),
        wanted=st.booleans(),
        otherwise=st.just("So nicht."),
        presupposes=st.sampled_from(["", "", *QUESTIONS]),
    ),
    max_size=2,
).map(tuple)


@st.composite
def terms(draw: st.DrawFn, name: str = "p") -> Terms:
    """Mostly such as could be paid: a law about yes is empty where nothing answers yes."""
    return make_terms(
        programme=name,
        programme_name=name,
        level=draw(st.sampled_from(Level)),
        purpose=draw(PURPOSES),
        status=draw(st.sampled_from([Status.ACTIVE, Status.ACTIVE, *Status])),
        tiers=draw(TIERS) or (Tier(percent=Decimal(50)),),
        requirements=draw(REQUIREMENTS),
        source_url=draw(st.sampled_from(["https://bund.example/", "https://bund.example/", ""])),
        checked_on=draw(st.sampled_from([date(2026, 1, 1), date(2026, 1, 1), None])),
        cumulation=draw(st.sampled_from(Cumulation)),
        cumulation_order=draw(st.sampled_from(Order)),
        cumulation_ceiling=draw(st.none() | PERCENTS),
        own_share=draw(st.none() | PERCENTS),
        valid_from=draw(MAYBE_DAYS),
        valid_to=draw(MAYBE_DAYS),
        window_opens=draw(MAYBE_DAYS),
        window_closes=draw(MAYBE_DAYS),
        decision_months=draw(st.none() | st.integers(0, 12)),
        minimum_costs=draw(MAYBE_COSTS),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    return Situation(
        applicant=draw(st.sampled_from([Applicant.MUNICIPALITY, *Applicant])),
        land="16",
        purpose=Purpose.NEW_POSITION,
        starts=draw(DAYS),
        population=draw(st.none() | st.integers(100, 20_000)),
        participants=draw(st.integers(1, 3)),
        answers=draw(ANSWERS),
        costs=draw(MAYBE_COSTS),
    )


@FEW
@given(terms(), situations())
def test_yes_is_only_said_of_what_is_checked_and_holds(rule: Terms, asked: Situation) -> None:
    """An expired or unverified rule never yields yes; every yes has a source and a day."""
    found = assess(rule, asked, on=TODAY)
    if found.answer == Answer.YES:
        assert rule.status == Status.ACTIVE
        assert rule.source_url
        assert rule.checked_on
        assert rule.valid_to is None or rule.valid_to >= TODAY
        assert found.tier
        assert not found.missing
        least = rule.minimum_costs
        assert least is None or (asked.costs is not None and asked.costs >= least)
    elif found.answer == Answer.UNCLEAR:
        assert found.missing
    else:
        assert found.reasons


@FEW
@given(terms(), situations(), ANSWERS)
def test_knowing_more_never_turns_yes_into_unclear(
    rule: Terms, asked: Situation, more: dict[str, bool | None]
) -> None:
    """Unless what is known then contradicts itself."""
    before = assess(rule, asked, on=TODAY)
    known: dict[str, bool | None] = {
        name: answer for name, answer in asked.answers.items() if answer is not None
    }
    after = assess(rule, replace(asked, answers=more | known), on=TODAY)
    if before.answer == Answer.YES and not contradict(rule, more | known):
        assert after.answer != Answer.UNCLEAR
        assert after.answer == Answer.NO or after.tier == before.tier or after.tier is not None


def contradict(rule: Terms, answers: dict[str, bool | None]) -> bool:
    return any(
        answers.get(one.question) and answers.get(one.presupposes) is False
        for one in rule.requirements
    )


RULES = st.tuples(*(terms(f"p{number}") for number in range(4)))


@FEW
@given(RULES, situations())
def test_no_combination_exceeds_its_ceiling(rules: tuple[Terms, ...], asked: Situation) -> None:
    for one in combine(assess(rule, asked, on=TODAY) for rule in rules):
        assert sum(percents(one)) <= one.ceiling <= 100
        for part in one.parts:
            assert one.ceiling <= 100 - (part.terms.own_share or 0)


@FEW
@given(RULES, situations())
def test_combinations_keep_to_answers_order_and_company(
    rules: tuple[Terms, ...], asked: Situation
) -> None:
    found = combine(assess(rule, asked, on=TODAY) for rule in rules)
    for one in found:
        assert all(part.answer != Answer.NO for part in one.parts)
        assert not one.certain or all(part.answer == Answer.YES for part in one.parts)
        levels = [part.terms.level for part in one.parts]
        for place, part in enumerate(one.parts):
            if part.terms.cumulation_order == Order.AFTER_FEDERAL and part.terms.level != "federal":
                assert Level.FEDERAL not in levels[place:]
        if len(one.parts) > 1:
            told = {part.terms.cumulation for part in one.parts}
            assert Cumulation.FORBIDDEN not in told
            assert not one.certain or told == {Cumulation.ALLOWED}
    assert [one.certain for one in found] == sorted((one.certain for one in found), reverse=True)
