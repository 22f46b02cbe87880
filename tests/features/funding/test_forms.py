"""What may be said of a programme and of a rule, and what is asked again."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from klimanetz.features.funding.forms import ProgrammeForm, QuestionForm, WholeRule
from klimanetz.features.funding.models import Programme, Rule
from klimanetz.features.funding.terms import terms_of
from tests.features.funding.rules_made import (
    add_condition,
    make_programme,
    make_question,
    make_rule,
    rule_answers,
)

pytestmark = pytest.mark.django_db


def sent(answers: dict[str, Any]) -> MultiValueDict[str, Any]:
    return MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in answers.items()}
    )


@pytest.fixture
def programme() -> Programme:
    return make_programme()


def check(programme: Programme, answers: dict[str, Any]) -> dict[str, list[str]]:
    """The errors of the form and of its rows, each under the name of its field."""
    whole = WholeRule(programme, sent(answers))
    whole.is_valid()
    found = {
        name: [str(error) for error in errors]
        for _where, form in whole.forms()
        for name, errors in (form.errors or {}).items()
    }
    for rows in (whole.rates, whole.conditions):
        if rows.non_form_errors():
            found["rows"] = [str(error) for error in rows.non_form_errors()]
    return found


def test_what_is_complete_is_taken(programme: Programme) -> None:
    make_question()
    answers = rule_answers(
        rates=[{"percent": "70"}, {"percent": "90", "question": "finanzschwach"}],
        conditions=[{"question": "finanzschwach", "wanted": "True", "otherwise": "So nicht."}],
    )
    whole = WholeRule(programme, sent(answers))
    assert whole.is_valid()
    terms = whole.draft().terms()
    assert [(tier.percent, tier.question) for tier in terms.tiers] == [
        (Decimal(70), ""),
        (Decimal(90), "finanzschwach"),
    ]
    assert terms.requirements[0].otherwise == "So nicht."
    assert terms.pk == 0


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"source": ""}, "source", "Bitte füllen Sie dieses Feld aus."),
        ({"source_url": ""}, "source_url", "Was gültig ist, braucht die Adresse einer Quelle."),
        ({"checked_on": ""}, "checked_on", "Was gültig ist, braucht den Tag der Prüfung."),
        ({"checked_on": "2999-01-01"}, "checked_on", "Dieser Tag liegt in der Zukunft."),
        (
            {"checked_on": "31.02.2026"},
            "checked_on",
            "Diesen Tag finden wir nicht im Kalender. Bitte schreiben Sie ihn so: 17.03.2027.",
        ),
        (
            {"valid_from": "2026-02-01", "valid_to": "2026-01-31"},
            "valid_to",
            "Das Ende liegt vor dem Beginn.",
        ),
        (
            {"window_opens": "2026-02-01", "window_closes": "2026-01-31"},
            "window_closes",
            "Das Ende liegt vor dem Beginn.",
        ),
        (
            {"cap": "5000", "minimum_costs": "7500"},
            "cap",
            (
                "Der Höchstbetrag liegt unter den Ausgaben, die mindestens nötig sind. Bitte "
                "prüfen Sie beide Beträge."
            ),
        ),
        (
            {"cap_per_participant": "on"},
            "cap",
            "Bitte nennen Sie den Höchstbetrag je teilnehmender Kommune.",
        ),
        ({"applicants": []}, "applicants", "Bitte wählen Sie etwas aus."),
        ({"rates": []}, "status", "Was gültig ist, nennt mindestens einen Fördersatz."),
        (
            {"rates": [{"percent": "70", "euros": "100"}]},
            "percent",
            "Bitte nennen Sie genau eines: Prozent, Euro je Einwohner:in oder Euro.",
        ),
        (
            {"rates": [{"shared": "on"}]},
            "percent",
            "Bitte nennen Sie genau eines: Prozent, Euro je Einwohner:in oder Euro.",
        ),
        (
            {"rates": [{"percent": "70", "population_from": "9", "population_to": "8"}]},
            "population_to",
            "Die obere Grenze liegt unter der unteren.",
        ),
        (
            {"rates": [{"percent": "70"}, {"euros": "100"}]},
            "rows",
            "Eine Regel zahlt entweder Prozente oder Beträge. Bitte legen Sie zwei an.",
        ),
        (
            {"rates": [{"percent": "70", "question": "unbekannt"}]},
            "question",
            "Das steht nicht zur Auswahl. Bitte wählen Sie neu.",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_named_at_its_field(
    programme: Programme, changes: dict[str, Any], field: str, sentence: str
) -> None:
    assert check(programme, rule_answers(**changes)) == {field: [sentence]}


def test_a_question_stands_once_among_the_conditions(programme: Programme) -> None:
    make_question()
    row = {"question": "finanzschwach", "wanted": "True", "otherwise": "So nicht."}
    found = check(programme, rule_answers(conditions=[row, row]))
    assert found == {"rows": ["Jede Frage steht nur einmal unter den Bedingungen."]}


def test_what_nobody_has_checked_may_lack_its_address_its_day_and_its_rate(
    programme: Programme,
) -> None:
    answers = rule_answers(status="unverified", source_url="", checked_on="", rates=[])
    assert check(programme, answers) == {}


def test_the_next_version_starts_from_the_last_one_unchecked(programme: Programme) -> None:
    rule = make_rule(programme, duration_months=24)
    add_condition(rule, make_question())
    whole = WholeRule(programme, rule=Rule.objects.with_terms().get(pk=rule.pk))
    assert whole.form.initial["duration_months"] == 24
    assert whole.form.initial["checked_on"] is None
    assert [row.initial["percent"] for row in whole.rates.forms[:-1]] == [70]
    assert whole.conditions.forms[0].initial["question"] == "finanzschwach"


def test_rows_that_are_removed_or_left_empty_are_none(programme: Programme) -> None:
    answers = rule_answers(rates=[{"percent": "70"}, {"percent": "40", "DELETE": "on"}, {}])
    whole = WholeRule(programme, sent(answers))
    assert whole.is_valid()
    assert [rate.percent for rate in whole.draft().rates] == [70]


def test_rates_left_as_they_were_stay(programme: Programme) -> None:
    rule = make_rule(programme)
    answers = rule_answers(title="Anders") | {"rates-INITIAL_FORMS": 1, "rates-0-percent": "70.00"}
    whole = WholeRule(programme, sent(answers), rule=rule)
    assert whole.is_valid()
    assert [rate.percent for rate in whole.draft().rates] == [70]


def test_a_draft_answers_like_the_version_it_becomes(programme: Programme) -> None:
    rule = make_rule(programme)
    whole = WholeRule(programme, sent(rule_answers()), rule=rule)
    assert whole.is_valid()
    written = terms_of(Rule.objects.with_terms().get(pk=rule.pk))
    assert whole.draft().terms().tiers == written.tiers


def test_money_of_a_land_names_the_land() -> None:
    answers = {"name": "Landesgeld", "giver": "Ministerium", "level": "state"}
    form = ProgrammeForm(answers)
    assert form.errors == {"land": ["Bitte wählen Sie das Land, das dieses Geld gibt."]}
    assert ProgrammeForm(answers | {"land": "16"}).is_valid()


def test_a_programme_does_not_end_before_it_begins() -> None:
    answers = {"name": "Geld", "giver": "Bund", "level": "federal"}
    form = ProgrammeForm(answers | {"valid_from": "2026-02-01", "valid_to": "2026-01-01"})
    assert form.errors == {"valid_to": ["Das Ende liegt vor dem Beginn."]}


def test_a_question_does_not_presuppose_itself() -> None:
    question = make_question()
    form = QuestionForm(
        {"text": "Wirklich?", "rank": 1, "presupposes": "finanzschwach"}, instance=question
    )
    assert form.errors == {"presupposes": ["Eine Frage setzt nicht sich selbst voraus."]}


def test_not_even_by_way_of_another() -> None:
    first = make_question()
    other = make_question("konzept", presupposes=first)
    form = QuestionForm({"text": "Wirklich?", "rank": 1, "presupposes": other.slug}, instance=first)
    assert form.errors == {"presupposes": ["Eine Frage setzt nicht sich selbst voraus."]}
