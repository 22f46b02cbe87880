"""Rates, spans and how long is left, as one says them; and where a rule stands on a day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from django.utils.formats import date_format

from klimanetz.features.funding.models import Status
from klimanetz.features.funding.saying import (
    say_checked,
    say_months,
    say_span,
    say_tier,
    say_tiers,
    say_time_left,
)
from klimanetz.features.funding.standing import (
    BADGES,
    Standing,
    explain,
    last_day,
    standing_of,
)
from klimanetz.features.funding.terms import Tier
from tests.features.funding.rows_made import in_days
from tests.features.funding.terms_made import make_terms

TODAY = date(2026, 3, 2)
ASKED: dict[str, Any] = {"question": "revier", "question_text": "Liegt sie in einem Revier?"}
WEAK: dict[str, Any] = {"question": "finanzschwach", "question_text": "Finanzschwach?"}
LIGNITE: dict[str, Any] = {"question": "braunkohle", "question_text": "Braunkohle?"}


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("tier", "said"),
    [
        ({"percent": Decimal("70.00")}, "70 %"),
        ({"percent": Decimal("62.50")}, "62,5 %"),
        ({"percent": Decimal(90), **WEAK}, "90 % für finanzschwache Kommunen"),
        ({"percent": Decimal(90), **LIGNITE}, "90 % in Braunkohlegebieten"),
        ({"percent": Decimal(80), **ASKED}, "80 % bei Ja auf „Liegt sie in einem Revier?“"),
        ({"per_inhabitant": Decimal("3.50")}, "3,50 € je Einwohner:in"),
        ({"euros": Decimal(20_000)}, "20.000 €"),
        ({"euros": Decimal(0)}, "0 €"),
        ({"percent": Decimal(50), "population_to": 5_000}, "50 % bis 5.000 Einwohner:innen"),
        ({"percent": Decimal(50), "population_from": 5_001}, "50 % ab 5.001 Einwohner:innen"),
        (
            {"percent": Decimal(50), "population_from": 1_000, "population_to": 5_000},
            "50 % bei 1.000 bis 5.000 Einwohner:innen",
        ),
        ({"percent": Decimal(80), "shared": True}, "80 % für eine gemeinsame Stelle"),
        (
            {"percent": Decimal(80), "shared": True, "population_to": 5_000, **WEAK},
            (
                "80 % für finanzschwache Kommunen, bis 5.000 Einwohner:innen, "
                "für eine gemeinsame Stelle"
            ),
        ),
    ],
)
def test_a_rate_in_words(tier: dict[str, Any], said: str) -> None:
    assert plain(say_tier(Tier(**tier))) == said


def test_a_question_with_a_percent_sign_is_quoted_as_it_is() -> None:
    tier = Tier(percent=Decimal(80), question="x", question_text="Mehr als 50 % Wald?")
    assert plain(say_tier(tier)) == "80 % bei Ja auf „Mehr als 50 % Wald?“"


def test_equal_rates_are_said_once_and_the_lowest_first() -> None:
    tiers = [
        Tier(percent=Decimal(90), **LIGNITE),
        Tier(percent=Decimal(90), **WEAK),
        Tier(percent=Decimal(70)),
    ]
    assert [plain(said) for said in say_tiers(tiers)] == [
        "70 %",
        "90 % in Braunkohlegebieten oder für finanzschwache Kommunen",
    ]
    assert say_tiers([]) == ()


def test_what_everyone_gets_needs_no_condition() -> None:
    tiers = [Tier(percent=Decimal(70), **WEAK), Tier(percent=Decimal(70))]
    assert [plain(said) for said in say_tiers(tiers)] == ["70 %"]


def test_rates_are_said_in_english() -> None:
    with translation.override("en"):
        assert plain(say_tier(Tier(percent=Decimal("62.50")))) in {"62.5 %", "62.5%"}


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        (date(2024, 11, 1), date(2027, 12, 31), "1. November 2024 bis 31. Dezember 2027"),
        (date(2024, 11, 1), None, "ab 1. November 2024"),
        (None, date(2027, 12, 31), "bis 31. Dezember 2027"),
        (None, None, ""),
    ],
)
def test_a_span_or_the_half_of_it(begins: date | None, ends: date | None, said: str) -> None:
    assert say_span(begins, ends) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "nur noch heute"),
        (1, "noch 1 Tag"),
        (2, "noch 2 Tage"),
        (45, "noch 45 Tage"),
        (46, "noch 2 Monate"),
        (365, "noch 12 Monate"),
    ],
)
def test_how_long_is_left(days: int, said: str) -> None:
    assert say_time_left(in_days(days)) == said


def test_one_month_is_one() -> None:
    assert [say_months(number) for number in (1, 24)] == ["1 Monat", "24 Monate"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "geprüft am 1. Februar 2026"),
        ({"checked_on": None}, "noch nicht geprüft"),
        ({"status": Status.UNVERIFIED, "checked_on": None}, "noch nicht geprüft"),
        (
            {"status": Status.UNVERIFIED},
            "zuletzt nachgesehen am 1. Februar 2026, nicht bestätigt",
        ),
        ({"status": Status.EXPIRED}, "geprüft am 1. Februar 2026"),
    ],
)
def test_a_look_that_proved_nothing_is_no_check(fields: dict[str, Any], said: str) -> None:
    assert say_checked(make_terms(**fields)) == said


BEFORE, AFTER = date(2026, 3, 1), date(2026, 3, 3)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, Standing.OPEN),
        ({"window_opens": TODAY, "window_closes": TODAY}, Standing.OPEN),
        ({"valid_from": TODAY, "valid_to": TODAY}, Standing.OPEN),
        ({"window_opens": AFTER}, Standing.COMING),
        ({"valid_from": AFTER}, Standing.COMING),
        ({"window_closes": BEFORE}, Standing.EXPIRED),
        ({"valid_to": BEFORE}, Standing.EXPIRED),
        ({"status": Status.EXPIRED}, Standing.EXPIRED),
        ({"status": Status.EXPIRED, "window_opens": AFTER}, Standing.EXPIRED),
        ({"status": Status.UNVERIFIED}, Standing.UNVERIFIED),
        ({"status": Status.UNVERIFIED, "window_opens": AFTER}, Standing.UNVERIFIED),
        ({"status": Status.UNVERIFIED, "window_closes": BEFORE}, Standing.EXPIRED),
    ],
)
def test_where_a_rule_stands(fields: dict[str, Any], standing: Standing) -> None:
    """What ended is over whatever else is said of it, and only what was checked is available."""
    assert standing_of(make_terms(**fields), TODAY) == standing


def test_every_standing_has_a_look() -> None:
    assert set(BADGES) == set(Standing)


def test_the_first_of_two_ends_is_the_last_day_to_apply() -> None:
    assert last_day(make_terms()) is None
    assert last_day(make_terms(window_closes=AFTER, valid_to=TODAY)) == TODAY
    assert last_day(make_terms(valid_to=AFTER)) == AFTER


def say(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Anträge sind jederzeit möglich; eine Frist ist nicht bekannt."),
        ({"window_closes": 0}, "nur noch heute."),
        ({"window_closes": 30}, "noch 30 Tage."),
        ({"window_opens": 5, "valid_from": 9}, "Anträge sind ab {9} möglich."),
        ({"valid_to": -3, "window_closes": -1}, "Seit {-3} vorbei."),
        ({"status": Status.EXPIRED}, "Anträge sind nicht mehr möglich."),
        ({"status": Status.EXPIRED, "valid_to": 40}, "Anträge sind nicht mehr möglich."),
        ({"status": Status.UNVERIFIED}, "Ohne nachgeprüfte Quelle."),
    ],
)
def test_what_the_badge_means(fields: dict[str, Any], said: str) -> None:
    days: dict[str, Any] = {
        name: in_days(value) if isinstance(value, int) else value for name, value in fields.items()
    }
    expected = said
    for number in (9, -3):
        expected = expected.replace(f"{{{number}}}", say(in_days(number)))
    assert expected in explain(make_terms(**days))


def test_nothing_promises() -> None:
    """However a rule stands, nobody reads that they will get it."""
    for status in Status:
        text = explain(make_terms(status=status)).lower()
        assert not any(word in text for word in ("erhalten sie", "bekommen sie", "garantiert"))
