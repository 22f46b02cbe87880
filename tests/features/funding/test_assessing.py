"""What a rule answers a town: yes, no, or cannot tell yet; each time in sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from klimanetz.features.funding.assessing import Answer, Assessment, assess, assess_all
from klimanetz.features.funding.models.vocabulary import Applicant, Purpose, Status
from klimanetz.features.funding.terms import Terms, Tier
from tests.features.funding.terms_made import (
    NEW_POST,
    NO_CONCEPT,
    NORMAL,
    RESOLVED,
    TODAY,
    WEAK,
    make_situation,
    make_state_terms,
    make_terms,
)


def ask(terms: Terms | None = None, **situation: Any) -> Assessment:  # noqa: ANN401
    return assess(terms or make_terms(), make_situation(**situation), on=TODAY)


def test_what_fits_in_every_way_is_answered_with_yes() -> None:
    found = ask(answers={"finanzschwach": False})
    assert (found.answer, found.tier, found.better) == (Answer.YES, NORMAL, None)
    assert not found.missing


def test_a_higher_rate_is_paid_where_its_question_is_answered_with_yes() -> None:
    assert ask(answers={"finanzschwach": True}).tier == WEAK


@pytest.mark.parametrize("answers", [{}, {"finanzschwach": None}])
def test_an_unanswered_question_leaves_the_sure_rate_and_shows_the_better(
    answers: dict[str, Any],
) -> None:
    found = ask(answers=answers)
    assert (found.answer, found.tier, found.better) == (Answer.YES, NORMAL, WEAK)


def test_there_may_be_two_ways_to_the_better_rate() -> None:
    coal = replace(WEAK, question="braunkohle", question_text="Braunkohlegebiet?")
    terms = make_terms(tiers=(NORMAL, WEAK, coal))
    assert set(ask(terms).best) == {WEAK, coal}
    assert ask(terms, answers={"finanzschwach": False}).best == (coal,)
    assert ask(terms, answers={"finanzschwach": True}).best == ()


@pytest.mark.parametrize(
    ("terms", "situation", "sentence"),
    [
        ({}, {"applicant": Applicant.SPECIAL_PURPOSE},
         "Beantragen darf: Gemeinde oder Stadt, Landkreis."),
        ({"land": "16"}, {"land": "14"}, "Nur für Kommunen in Thüringen."),
        ({}, {"purpose": Purpose.NETWORK}, "Gefördert wird etwas anderes: neue Stelle."),
        ({"minimum_participants": 6}, {"participants": 5},
         "Mindestens 6 müssen mitmachen; bisher sind es 5."),
        ({"minimum_costs": Decimal(7500)}, {"costs": Decimal("7499.99")},
         ("Es wird erst ab 7.500\xa0€ förderfähigen Ausgaben gefördert; hier sind es "
          "7.499,99\xa0€.")),
        ({"cap": Decimal(5000), "minimum_costs": Decimal(7500)}, {},
         ("Die Regel widerspricht sich: Der Höchstbetrag liegt unter den Ausgaben, die mindestens "
         "nötig sind. Das Netzwerk muss sie neu prüfen.")),
        ({"status": Status.EXPIRED}, {}, "abgelaufen"),
        ({"status": Status.EXPIRED, "valid_to": date(2024, 3, 31)}, {},
         "abgelaufen am 31. März 2024"),
        ({"valid_to": date(2026, 3, 1)}, {}, "abgelaufen am 1. März 2026"),
        ({"window_closes": date(2026, 3, 1)}, {}, "Anträge waren nur bis 1. März 2026 möglich."),
        ({"valid_from": date(2027, 3, 2)}, {},
         "Der geplante Beginn liegt vor dem 2. März 2027; erst ab dann wird gefördert."),
        ({"window_opens": date(2027, 6, 1)}, {},
         "Der geplante Beginn liegt vor dem 1. Juni 2027; erst ab dann wird gefördert."),
        ({"requirements": (NEW_POST,)}, {"answers": {"neue-stelle": False}},
         "Die Stelle muss neu sein."),
        ({"requirements": (NO_CONCEPT,)}, {"answers": {"konzept": True}},
         "Mit Konzept gibt es kein Erstvorhaben."),
        ({"tiers": (Tier(percent=Decimal(50), population_from=5000),)}, {},
         "Keiner der Fördersätze passt zu Ihren Angaben."),
        ({"tiers": (Tier(percent=Decimal(50), shared=True),)}, {"participants": 1},
         "Keiner der Fördersätze passt zu Ihren Angaben."),
    ],
)  # fmt: skip
def test_what_speaks_against_it_is_a_no_with_its_reason(
    terms: dict[str, Any], situation: dict[str, Any], sentence: str
) -> None:
    found = ask(make_terms(**terms), **situation)
    assert (found.answer, found.reasons) == (Answer.NO, (sentence,))
    assert (found.missing, found.questions, found.tier) == ((), frozenset(), None)


@pytest.mark.parametrize(
    ("terms", "situation", "sentence"),
    [
        ({"status": Status.UNVERIFIED}, {},
         "Diese Angaben sind ungeprüft. Bitte fragen Sie nach: Agentur."),
        ({"checked_on": None}, {},
         "Diese Angaben sind ungeprüft. Bitte fragen Sie nach: Agentur."),
        ({"source_url": "", "decided_by": ""}, {},
         "Diese Angaben sind ungeprüft. Bitte fragen Sie nach: Richtlinie."),
        ({"window_opens": date(2026, 6, 1)}, {}, "Anträge sind erst ab 1. Juni 2026 möglich."),
        ({"valid_from": date(2027, 1, 1)}, {}, "Anträge sind erst ab 1. Januar 2027 möglich."),
        ({"valid_to": date(2026, 12, 31)}, {},
         "Die Regel gilt nur bis 31. Dezember 2026; der Beginn liegt danach."),
        ({}, {"starts": date(2026, 3, 1)},
         ("Der Beginn liegt in der Vergangenheit: Was schon begonnen hat, wird in der Regel nicht "
         "gefördert. Wählen Sie einen späteren Beginn.")),
        ({"tiers": ()}, {}, "Wie viel gezahlt wird, ist nicht bekannt."),
        ({"tiers": (Tier(per_inhabitant=Decimal(5)),)}, {"population": None},
         "Die Zahl der Einwohner:innen ist nicht bekannt."),
        ({"tiers": (Tier(percent=Decimal(50), population_to=5000),)}, {"population": None},
         "Die Zahl der Einwohner:innen ist nicht bekannt."),
    ],
)  # fmt: skip
def test_what_is_not_known_yet_is_said(
    terms: dict[str, Any], situation: dict[str, Any], sentence: str
) -> None:
    found = ask(make_terms(**terms), **situation)
    assert (found.answer, found.missing) == (Answer.UNCLEAR, (sentence,))


def test_an_unanswered_condition_is_named_with_its_question() -> None:
    found = ask(make_terms(requirements=(NEW_POST, NO_CONCEPT)), answers={"konzept": False})
    assert found.answer == Answer.UNCLEAR
    assert found.missing == ("Noch zu beantworten: Ist die Stelle neu?",)
    assert found.questions == {"neue-stelle"}
    assert "Das passt: Gibt es ein Konzept? Nein." in found.reasons


def test_a_rate_that_all_hangs_on_a_question_cannot_be_told_without_it() -> None:
    found = ask(make_terms(tiers=(WEAK,)))
    assert (found.answer, found.tier, found.better) == (Answer.UNCLEAR, None, WEAK)
    assert found.questions == {"finanzschwach"}


def test_answers_that_contradict_each_other_are_both_named() -> None:
    found = ask(make_terms(requirements=(RESOLVED,)), answers={"beschluss": True, "konzept": False})
    assert found.answer == Answer.UNCLEAR
    assert found.missing == (
        (
            "Ihre Antworten widersprechen sich: „Gibt es einen Beschluss?“ ja, aber "
            "„Gibt es ein Konzept?“ nein. Bitte sehen Sie beide noch einmal durch."
        ),
    )


def test_all_that_speaks_against_it_is_said_at_once() -> None:
    found = ask(make_terms(land="14", status=Status.EXPIRED), applicant=Applicant.ASSOCIATION)
    assert len(found.reasons) == 3


def test_a_decision_after_the_planned_start_stays_a_yes_with_a_warning() -> None:
    found = ask(make_terms(decision_months=5), starts=date(2026, 6, 1))
    assert found.answer == Answer.YES
    assert found.reasons == (
        (
            "Bis zum Bescheid vergehen etwa 5 Monate, also frühestens am 2. August 2026: nach dem "
            "geplanten Beginn. Vor dem Bescheid darf nichts beginnen."
        ),
    )


def test_time_to_prepare_counts_like_time_to_decide() -> None:
    slow = make_terms(decision_months=5, lead_months=6)
    assert "etwa 11 Monate" in ask(slow, starts=date(2027, 1, 1)).reasons[0]
    assert not ask(slow, starts=date(2027, 3, 1)).reasons


def test_a_window_that_closes_soon_is_told() -> None:
    assert ask(make_terms(window_closes=date(2026, 6, 30))).reasons == (
        "Anträge sind nur noch bis 30. Juni 2026 möglich.",
    )
    assert not ask(make_terms(window_closes=date(2027, 12, 31))).reasons


@pytest.mark.parametrize(
    ("costs", "told"), [(None, True), (Decimal(80_000), True), (Decimal(50_000), False)]
)
def test_a_cap_is_told_where_it_bites(costs: Decimal | None, told: bool) -> None:
    found = ask(make_terms(cap=Decimal(40_000)), costs=costs)
    assert found.reasons == (("Gezahlt werden höchstens 40.000\xa0€.",) if told else ())


@pytest.mark.parametrize(
    ("costs", "answer"),
    [
        (None, Answer.UNCLEAR),
        (Decimal("7499.99"), Answer.NO),
        (Decimal(7500), Answer.YES),
    ],
)
def test_the_least_that_must_be_spent_is_reached_to_the_cent(
    costs: Decimal | None, answer: Answer
) -> None:
    """Whoever does not know yet what they will spend is told that this is missing."""
    found = ask(make_terms(minimum_costs=Decimal(7500)), costs=costs)
    assert found.answer == answer
    missing = (
        "Die förderfähigen Ausgaben der ganzen Laufzeit stehen noch nicht fest; es müssen "
        "mindestens 7.500\xa0€ sein."
    )
    assert found.missing == ((missing,) if costs is None else ())
    assert any("hier sind es 7.499,99" in said for said in found.reasons) is (answer == Answer.NO)


def test_a_cap_for_each_participant_grows_with_them() -> None:
    network = make_terms(
        purpose=Purpose.NETWORK, cap=Decimal(40_000), cap_per_participant=True,
        minimum_participants=6, minimum_costs=Decimal(50_000),
    )  # fmt: skip
    found = ask(network, purpose=Purpose.NETWORK, participants=6, costs=Decimal(900_000))
    assert found.reasons == ("Gezahlt werden höchstens 240.000\xa0€.",)


def test_a_lump_sum_comes_whatever_it_is_asked_for_and_has_no_start() -> None:
    lump = make_terms(
        purpose=Purpose.LUMP_SUM, tiers=(Tier(per_inhabitant=Decimal(5)),),
        window_opens=date(2026, 1, 1),
    )  # fmt: skip
    for purpose in (Purpose.NEW_POSITION, Purpose.FOLLOW_UP):
        assert ask(lump, purpose=purpose, starts=date(2025, 1, 1)).answer == Answer.YES


def test_size_and_sharing_choose_the_rate() -> None:
    shared = Tier(percent=Decimal(80), shared=True)
    small = Tier(percent=Decimal(75), population_from=1000, population_to=4999)
    terms = make_terms(tiers=(NORMAL, small, shared))
    assert ask(terms).tier == small
    assert ask(terms, participants=2).tier == shared
    assert ask(terms, population=5000).tier == NORMAL
    assert ask(terms, population=None).better == small


def test_of_many_rules_those_for_another_purpose_are_left_out_and_yes_stands_first() -> None:
    rules = [
        make_terms(slug="nein", land="14"),
        make_terms(slug="unklar", status=Status.UNVERIFIED),
        make_state_terms(slug="weniger"),
        make_terms(slug="mehr"),
        make_terms(slug="netzwerk", purpose=Purpose.NETWORK),
        make_terms(slug="pauschale", purpose=Purpose.LUMP_SUM),
    ]
    found = assess_all(rules, make_situation(), on=TODAY)
    assert [one.terms.slug for one in found] == ["mehr", "pauschale", "weniger", "unklar", "nein"]
