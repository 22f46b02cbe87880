"""What a check comes to: per way, in euros that add up, and never more than the rules say."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.features.funding.assessing import Answer
from klimanetz.features.funding.check.asking import choose_questions
from klimanetz.features.funding.check.knowledge import learn
from klimanetz.features.funding.check.showing import compare, say_headline, say_share, say_span
from klimanetz.features.funding.inquiry import read_inquiry
from klimanetz.features.funding.models import (
    Condition,
    Level,
    Programme,
    Purpose,
    Question,
    Rule,
    Status,
)
from klimanetz.features.funding.result import Result, situation_of, work_out
from klimanetz.features.funding.ways import Way
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Position, PositionState
from tests.features.funding.check.conftest import make_rule

OWN = "kommune=160700029029&weg=eigene&konzept=nein"
SHARED = "kommune=160700029029&weg=gemeinsam&partner=160700004004&konzept=nein"


def result_of(query: str) -> Result:
    inquiry = read_inquiry(query)
    assert inquiry.is_complete, inquiry.problems
    return work_out(inquiry, on=timezone.localdate())


# The situation


def test_partners_count_together(ilmenau: Authority, arnstadt: Authority) -> None:
    situation = situation_of(read_inquiry(SHARED))
    assert situation.population == 20_000
    assert situation.participants == 2
    assert situation.applicant == "municipality"


def test_one_unknown_number_makes_the_sum_unknown(ilmenau: Authority, arnstadt: Authority) -> None:
    Authority.objects.filter(pk=arnstadt.pk).update(population=None)
    assert situation_of(read_inquiry(SHARED)).population is None


def test_the_district_applies_for_its_own_post(ilmenau: Authority) -> None:
    situation = situation_of(read_inquiry("kommune=160700029029&weg=landkreis"))
    assert situation.applicant == "district"
    assert situation.population == 105_000


# The plan


def test_costs_are_what_grants_and_own_share_make_together(
    ilmenau: Authority, arnstadt: Authority, plaue: Authority, rules: list[Rule]
) -> None:
    result = result_of(SHARED)
    assert {one.way for one in result.options} == {Way.OWN, Way.SHARED, Way.DISTRICT}
    for option in result.options:
        for number, year in enumerate(option.plan.years):
            grants = sum((one.euros for one in year.grants), Decimal(0))
            assert year.total == grants + year.own_share
            if option.plan.shares:
                assert sum(one.by_year[number] for one in option.plan.shares) == year.own_share


def test_two_alike_pay_half_each(
    ilmenau: Authority, arnstadt: Authority, rules: list[Rule]
) -> None:
    for more in ("", "&teilung=gleich"):
        one, other = result_of(SHARED + more).chosen.plan.shares
        assert abs(one.total - other.total) <= Decimal("0.10")


def test_who_divides_by_unknown_inhabitants_is_told_what_happens_instead(
    ilmenau: Authority, arnstadt: Authority, rules: list[Rule]
) -> None:
    Authority.objects.filter(pk=arnstadt.pk).update(population=None)
    plan = result_of(SHARED).chosen.plan
    assert "Von Gemeinde Arnstadt ist die Zahl der Einwohner:innen nicht bekannt" in plan.notes[-1]
    assert [share.weight for share in plan.shares] == [1, 1]


def test_a_cap_for_each_who_takes_part_counts_for_all_of_them(
    ilmenau: Authority, arnstadt: Authority, rules: list[Rule]
) -> None:
    """What the sentence says that is paid at most, the plan reckons with."""
    Rule.objects.filter(slug="erstvorhaben").update(cap=Decimal(10_000), cap_per_participant=True)
    for query, most in ((OWN, 10_000), (SHARED, 20_000)):
        chosen = result_of(query).chosen
        first = [year for year in chosen.plan.years if year.phase == "initial"]
        granted = sum((one.euros for year in first for one in year.grants), Decimal(0))
        assert granted == most
        said = f"Gezahlt werden höchstens {most // 1000}.000\xa0€."
        assert said in chosen.assessments[0].reasons


def test_a_post_too_small_for_a_grant_is_told_so_with_both_figures(
    client: Client, ilmenau: Authority, rules: list[Rule]
) -> None:
    """A tenth of E 9b costs less in two years than is asked for; nothing is reckoned with it."""
    Rule.objects.filter(slug="erstvorhaben").update(minimum_costs=Decimal(20_000))
    small = f"{OWN}&gruppe=E9b&stufe=1&anteil=10"
    (initial, *_expired) = result_of(small).chosen.assessments
    assert initial.answer == Answer.NO
    assert not result_of(small).chosen.combinations
    page = client.get(f"/kommune-ohne-klimaschutzmanagement/ergebnis/?{small}").content.decode()
    card = next(part for part in page.split("check-verdict__answer") if "Erstvorhaben" in part)
    said = re.search(r"erst ab 20\.000\xa0€ förderfähigen .* hier sind es (1\d\.\d{3},\d\d)", card)
    assert said
    assert "Merkblatt, Abschnitt 2" in card
    whole = result_of(OWN).chosen
    assert whole.assessments[0].answer == Answer.YES
    assert whole.combinations


def test_what_a_concept_costs_nobody_has_said(
    ilmenau: Authority, rules: list[Rule], network_rule: Rule
) -> None:
    Rule.objects.filter(pk=network_rule.pk).update(minimum_costs=Decimal(5_000))
    (beside,) = result_of(OWN).beside
    assert beside.answer == Answer.UNCLEAR
    assert "mindestens 5.000\xa0€ sein" in beside.missing[0]


def test_a_town_bears_of_its_district_what_its_inhabitants_are(
    ilmenau: Authority, rules: list[Rule]
) -> None:
    option = result_of("kommune=160700029029&weg=landkreis&konzept=nein").chosen
    own = sum(option.by_year, Decimal(0))
    assert abs(own / option.plan.own_share - Decimal(10_000) / 105_000) < Decimal("0.0001")


def test_the_follow_up_is_asked_when_it_comes_and_not_today(
    ilmenau: Authority, rules: list[Rule], follow_up: Rule, concept: Question
) -> None:
    """Today there is no concept; when the first grant ends there will be one."""
    Condition.objects.create(
        rule=follow_up, question=concept, wanted=True, otherwise="Kein Konzept"
    )
    option = result_of(OWN).chosen
    assert {year.phase for year in option.plan.years} == {"initial", "follow_up", "permanent"}
    assert option.follow_up
    assert not option.follow_up[0].certain


def test_who_gets_no_first_grant_gets_no_follow_up(ilmenau: Authority, rules: list[Rule]) -> None:
    option = result_of("kommune=160700029029&weg=eigene&konzept=ja").chosen
    assert not option.combinations
    assert not option.follow_up
    assert sum(year.months for year in option.plan.years) == 24
    assert not any(year.grants for year in option.plan.years)


def test_grants_of_another_purpose_enter_no_plan(
    ilmenau: Authority, rules: list[Rule], network_rule: Rule
) -> None:
    result = result_of(OWN)
    assert network_rule.pk in {one.terms.pk for one in result.beside}
    in_plans = {
        part.terms.pk
        for option in result.options
        for one in (*option.combinations, *option.follow_up)
        for part in one.parts
    }
    assert network_rule.pk not in in_plans


def test_what_another_land_pays_is_nobodys_question(ilmenau: Authority, initial: Rule) -> None:
    elsewhere = Programme.objects.create(
        slug="hessen", name="Hessen zahlt", giver="Land", level=Level.STATE, land="06"
    )
    make_rule(elsewhere, "personal", Purpose.NEW_POSITION, "90")
    result = result_of(OWN)
    assert {one.terms.programme for one in result.chosen.assessments} == {"kommunalrichtlinie"}


@pytest.mark.parametrize("status", [Status.EXPIRED, Status.UNVERIFIED])
def test_what_nobody_checked_is_never_a_yes(
    ilmenau: Authority, initial: Rule, status: Status
) -> None:
    Rule.objects.update(status=status)
    result = result_of(f"{OWN}&finanzschwach=nein")
    assert all(one.answer != Answer.YES for one in result.chosen.assessments)


def test_three_ways_cost_no_more_queries_than_one(
    ilmenau: Authority,
    arnstadt: Authority,
    rules: list[Rule],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for query in (OWN, SHARED):
        inquiry = read_inquiry(query)
        with django_assert_num_queries(3):
            work_out(inquiry, on=timezone.localdate())


def test_an_inquiry_with_problems_has_no_result(db: None) -> None:
    with pytest.raises(ValueError, match="no result"):
        work_out(read_inquiry(""), on=timezone.localdate())


# In words


def test_the_headline_never_promises(ilmenau: Authority, rules: list[Rule]) -> None:
    option = result_of(OWN).chosen
    said = " ".join(say_headline(read_inquiry(OWN), option))
    assert "könnten" in said
    assert "bekommen" not in said


@pytest.mark.parametrize(
    ("share", "said"),
    [("1", "Eine ganze Stelle"), ("0.5", "Eine halbe Stelle"), ("0.75", "Eine Stelle mit 75 %")],
)
def test_a_share_is_said_as_one_says_it(share: str, said: str) -> None:
    assert say_share(Decimal(share)).replace("\xa0", " ") == said


def test_months_are_said_as_years_where_they_are() -> None:
    spans = [say_span(months) for months in (12, 24, 36, 30)]
    assert spans == [
        "im ersten Jahr",
        "in den ersten zwei Jahren",
        "in den ersten drei Jahren",
        "in den ersten 30 Monaten",
    ]


def test_sums_of_a_way_are_those_of_its_plan(ilmenau: Authority, rules: list[Rule]) -> None:
    result = result_of(OWN)
    row = compare(result.inquiry, result.chosen, shown=True)
    parts = (row.first, row.follow_up, row.permanent)
    assert sum(one.total for one in parts) == result.chosen.plan.total
    assert sum(one.own for one in parts) == result.chosen.plan.own_share
    assert (row.first.months, row.follow_up.months, row.permanent.months) == (24, 36, 12)
    assert row.url == ""


# Which questions, and what is known


def test_at_most_eight_questions_are_asked(ilmenau: Authority, initial: Rule) -> None:
    for number in range(12):
        question = Question.objects.create(slug=f"frage-{number}", text=f"Frage {number}?")
        Condition.objects.create(rule=initial, question=question, otherwise="Nein.")
    asked = choose_questions(
        read_inquiry(OWN), list(Question.objects.all()), on=timezone.localdate()
    )
    assert len(asked) == 8
    assert [one.slug for one in asked[:2]] == ["konzept", "finanzschwach"]


def test_a_rule_that_another_may_apply_for_asks_nothing(ilmenau: Authority, initial: Rule) -> None:
    Rule.objects.update(applicants=["district"])
    questions = list(Question.objects.all())
    assert not choose_questions(read_inquiry(OWN), questions, on=timezone.localdate())
    by_district = read_inquiry("kommune=160700029029&weg=landkreis")
    assert choose_questions(by_district, questions, on=timezone.localdate())


def test_who_works_for_a_town_is_known(
    ilmenau: Authority, ilm_kreis: Authority, arnstadt: Authority, plaue: Authority
) -> None:
    filled = {"state": PositionState.FILLED, "starts": timezone.localdate() - timedelta(days=9)}
    Position.objects.create(authority=ilm_kreis, kind=Role.COORDINATOR, **filled)
    serving = Position.objects.create(authority=arnstadt, **filled)
    serving.serves.add(ilmenau)
    Position.objects.create(authority=plaue, **filled)
    Position.objects.create(authority=ilmenau, state=PositionState.VACANT)
    known = learn(read_inquiry(OWN).authority or ilmenau)
    assert {one.authority.name for one in known.serving} == {"Ilm-Kreis", "Arnstadt"}
    assert not known.has_manager


def test_a_post_of_its_own_stands_first(ilm_kreis: Authority, manager: Person) -> None:
    Position.objects.create(authority=ilm_kreis, kind=Role.MANAGER, state=PositionState.FILLED)
    known = learn(read_inquiry(OWN).authority or ilm_kreis)
    assert known.has_manager
    assert [one.own for one in known.serving] == [True, False]
