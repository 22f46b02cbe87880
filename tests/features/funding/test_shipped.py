"""The programmes that come along: as known, each with its source; and they come by themselves."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.features.funding.assessing import Answer, assess, assess_all
from klimanetz.features.funding.check.asking import choose_questions
from klimanetz.features.funding.combining import combine
from klimanetz.features.funding.inquiry import read_inquiry
from klimanetz.features.funding.models import (
    Applicant,
    Programme,
    Purpose,
    Question,
    Rule,
    Status,
)
from klimanetz.features.funding.result import work_out
from klimanetz.features.funding.shipped import load_shipped_programmes
from klimanetz.features.funding.terms import read_terms
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.funding.terms_made import make_situation

pytestmark = pytest.mark.django_db

ON = date(2026, 12, 1)
FIRST_POST = {"neue-stelle": True, "konzept": False, "erstvorhaben": False, "begonnen": False}


@pytest.fixture
def shipped(network: Network) -> None:
    load_shipped_programmes("16")


def test_they_are_what_is_known_and_no_more(shipped: None) -> None:
    assert {(rule.programme.slug, rule.slug, rule.status) for rule in Rule.objects.all()} == {
        ("kommunalrichtlinie", "erstvorhaben", Status.ACTIVE),
        ("kommunalrichtlinie", "anschlussvorhaben", Status.UNVERIFIED),
        ("kommunalrichtlinie", "netzwerk", Status.UNVERIFIED),
        ("klima-invest", "personal", Status.EXPIRED),
        ("klimapakt-thueringen", "pauschale", Status.UNVERIFIED),
    }
    assert 5 <= Question.objects.count() <= 8
    assert all(question.hint for question in Question.objects.all())


def test_each_names_its_source_and_no_check_lies_ahead(shipped: None) -> None:
    for rule in Rule.objects.all():
        assert rule.source
        assert rule.source_url.startswith("https://")
        assert rule.checked_on is None or rule.checked_on <= date.today()  # noqa: DTZ011


def test_a_small_town_hears_yes_from_the_federation_and_no_from_the_land(shipped: None) -> None:
    situation = make_situation(starts=date(2027, 9, 1), answers=FIRST_POST)
    found = assess_all(read_terms(Rule.objects.with_terms()), situation, on=ON)
    assert [(one.terms.slug, one.answer) for one in found] == [
        ("erstvorhaben", Answer.YES),
        ("pauschale", Answer.UNCLEAR),
        ("personal", Answer.NO),
    ]
    federal, lump_sum, state = found
    assert federal.tier
    assert federal.better
    assert (federal.tier.percent, federal.better.percent) == (Decimal(70), Decimal(90))
    assert state.reasons[0] == "abgelaufen am 31. März 2024"
    assert "Diese Angaben sind ungeprüft" in lump_sum.missing[0]
    (alone,) = combine(found)
    assert (alone.certain, alone.ceiling) == (True, Decimal(100))


@pytest.mark.parametrize("slug", ["finanzschwach", "braunkohle"])
def test_weak_towns_and_lignite_areas_get_more(shipped: None, slug: str) -> None:
    situation = make_situation(starts=date(2027, 9, 1), answers=FIRST_POST | {slug: True})
    (terms,) = read_terms(Rule.objects.with_terms().filter(slug="erstvorhaben"))
    tier = assess(terms, situation, on=ON).tier
    assert tier
    assert tier.percent == 90


def test_a_concept_excludes_the_initial_grant_and_opens_the_follow_up(shipped: None) -> None:
    situation = make_situation(answers={"konzept": True, "neue-stelle": True}, starts=ON)
    (terms,) = read_terms(Rule.objects.with_terms().filter(slug="erstvorhaben"))
    assert assess(terms, situation, on=ON).reasons == (
        (
            "Das Erstvorhaben fördert das erste Konzept. Wo es schon eines gibt, kommt das "
            "Anschlussvorhaben in Frage."
        ),
    )


def test_a_follow_up_is_never_a_yes_as_long_as_nobody_has_checked_it(shipped: None) -> None:
    situation = make_situation(
        purpose=Purpose.FOLLOW_UP,
        starts=date(2027, 9, 1),
        answers={"konzept": True, "beschluss": True, "begonnen": False},
    )
    (terms,) = read_terms(Rule.objects.with_terms().filter(slug="anschlussvorhaben"))
    found = assess(terms, situation, on=ON)
    assert found.answer == Answer.UNCLEAR
    assert "Zukunft – Umwelt – Gesellschaft" in found.missing[0]


def test_a_resolution_to_carry_out_no_concept_is_a_contradiction(shipped: None) -> None:
    situation = make_situation(
        purpose=Purpose.FOLLOW_UP, answers={"konzept": False, "beschluss": True}
    )
    (terms,) = read_terms(Rule.objects.with_terms().filter(slug="anschlussvorhaben"))
    found = assess(terms, situation, on=ON)
    assert found.answer == Answer.NO
    assert found.reasons[-1].startswith("Ihre Antworten widersprechen sich")


def test_who_never_had_a_funded_post_is_not_asked_whether_the_federation_funded_one(
    shipped: None, ilmenau: Authority
) -> None:
    """What one question has settled no second one asks, and no result waits for."""
    for before, is_asked in (("nein", False), ("", True)):
        inquiry = read_inquiry(f"kommune=160700029029&weg=eigene&vorher={before}")
        questions = choose_questions(inquiry, Question.objects.all(), on=ON)
        slugs = [one.slug for one in questions]
        assert ("erstvorhaben" in slugs) is is_asked
        assert "vorher" not in slugs
    answers = (
        "vorher=nein&neue-stelle=ja&konzept=nein&begonnen=nein&finanzschwach=nein&braunkohle=nein"
    )
    result = work_out(read_inquiry(f"kommune=160700029029&weg=eigene&{answers}"), on=ON)
    assert [
        one.answer for one in result.chosen.assessments if one.terms.slug == "erstvorhaben"
    ] == [Answer.YES]
    assert not result.missing


def test_an_old_link_that_answers_both_with_no_says_the_same(
    shipped: None, ilmenau: Authority
) -> None:
    both = "kommune=160700029029&weg=eigene&vorher=nein&erstvorhaben=nein"
    once = both.removesuffix("&erstvorhaben=nein")
    found = [work_out(read_inquiry(query), on=ON) for query in (both, once)]
    assert found[0].chosen == found[1].chosen


def test_an_old_link_that_contradicts_itself_shows_the_question_again(
    shipped: None, ilmenau: Authority
) -> None:
    inquiry = read_inquiry("kommune=160700029029&weg=eigene&vorher=nein&erstvorhaben=ja")
    assert "Das passt nicht zu Ihrem Nein" in inquiry.problems["erstvorhaben"][0]
    asked = choose_questions(inquiry, Question.objects.all(), on=ON)
    assert "erstvorhaben" in [one.slug for one in asked]


def test_five_are_too_few_for_a_network(shipped: None) -> None:
    (terms,) = read_terms(Rule.objects.with_terms().filter(slug="netzwerk"))
    for number, answer in ((5, Answer.NO), (6, Answer.UNCLEAR)):
        situation = make_situation(
            purpose=Purpose.NETWORK, participants=number, applicant=Applicant.ASSOCIATION
        )
        assert assess(terms, situation, on=ON).answer == answer


def test_another_land_gets_those_of_the_federation_only(network: Network) -> None:
    load_shipped_programmes("06")
    assert [one.slug for one in Programme.objects.all()] == ["kommunalrichtlinie"]


def test_what_organisers_have_is_left_alone(shipped: None) -> None:
    Rule.objects.filter(slug="netzwerk").update(note="Neu")
    load_shipped_programmes("16")
    assert Rule.objects.get(slug="netzwerk").note == "Neu"
    assert Rule.objects.count() == 5


def test_they_come_with_the_first_settings_of_a_network(organiser: Person, sign_in: SignIn) -> None:
    client: Client = sign_in(organiser)
    page = client.get("/verwaltung/netzwerk/")
    form = page.context["form"]
    answers = {name: value for name in form.fields if (value := form[name].value())}
    client.post("/verwaltung/netzwerk/", answers | {"land": "16"})
    assert Programme.objects.count() == 3
