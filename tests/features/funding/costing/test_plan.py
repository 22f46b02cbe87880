"""What a plan refuses, what it supposes, and what it says about it."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.assessing import Answer
from klimanetz.features.funding.costing.origin import Standing
from klimanetz.features.funding.costing.plan import Amount, make_plan, split
from klimanetz.features.funding.models import Level, Status
from tests.features.funding.costing.given import grant, post, state, together

YEAR = post("E11", 3, "2027-01-01")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"group": "E15"}, "Entgeltgruppe oder Stufe"),
        ({"step": 0}, "Entgeltgruppe oder Stufe"),
        ({"step": 7}, "Entgeltgruppe oder Stufe"),
        ({"share": "0"}, "Anteil an einer vollen Stelle"),
        ({"share": "1.5"}, "Anteil an einer vollen Stelle"),
        ({"share": "NaN"}, "Anteil an einer vollen Stelle"),
        ({"share": "0.33333"}, "vier Nachkommastellen"),
        ({"starts": "2024-02-29"}, "frühestens 1. März 2024"),
        ({"starts": "2101-01-01"}, "keine Entgelttabelle"),
        ({"rise": "-1"}, "nicht unter null"),
        ({"workplace": "Infinity"}, "nicht unter null und nicht zu groß"),
        ({"travel": "1.005"}, "zwei Nachkommastellen"),
    ],
)
def test_a_post_that_cannot_be_reckoned_is_refused(wrong: dict[str, str], said: str) -> None:
    given = {"group": "E11", "step": 3, "starts": "2027-01-01"} | wrong

    with pytest.raises(Refused, match=said):
        make_plan(post(**given), None, None)  # type: ignore[arg-type]


def test_a_plan_without_a_month_is_refused() -> None:
    with pytest.raises(Refused, match="mindestens ein Jahr"):
        make_plan(YEAR, None, None, permanent_years=0)
    with pytest.raises(Refused, match="mindestens ein Jahr"):
        make_plan(YEAR, together(), None, permanent_years=0)


def test_a_post_that_ends_before_december_has_no_special_payment_that_year() -> None:
    ends_in = {
        months: make_plan(YEAR, together(grant("70", months=months)), None, permanent_years=0)
        for months in (11, 12)
    }

    assert [one.kind for one in ends_in[11].years[0].costs] == [
        "pay", "employer", "workplace", "travel",
    ]  # fmt: skip
    assert "special" in [one.kind for one in ends_in[12].years[0].costs]


def test_the_month_of_the_start_counts_as_a_whole_and_this_is_said() -> None:
    late = make_plan(post("E11", 3, "2027-01-20"), None, None)
    first = make_plan(YEAR, None, None)

    assert late.years == first.years
    assert set(late.notes) - set(first.notes) == {
        "Der Monat, in dem die Stelle beginnt, zählt ganz."
    }


def test_each_number_can_be_followed() -> None:
    plan = make_plan(
        post("E11", 2, "2027-04-01", share="0.75", rise="2"), together(grant("70")), None
    )
    pay, special, employer, workplace, _travel = plan.years[0].costs
    (federal,) = plan.years[0].grants

    assert plain(pay) == "(1 Monat × 4.669,92 € + 8 Monate × 4.763,32 €) × 0,75"
    assert pay.origin.standing is Standing.ASSUMPTION
    assert "ab 01.05.2026, danach jedes Jahr am 1. Mai 2 % mehr (Annahme)" in pay.origin.source
    assert plain(special) == "85 % des maßgeblichen Monatsentgelts von 3.572,49 € × 9/12"
    assert special.origin.source_url == "https://oeffentlicher-dienst.info/tvoed/tr/2025"
    assert plain(employer).startswith("(32.082,36 € + 2.277,46 €) × (21,15 % Sozialversicherung")
    assert plain(workplace) == "9.700,00 € im Jahr × 9/12"
    assert workplace.origin.standing is Standing.UNVERIFIED
    assert plain(federal) == "70 % von 43.513,28 € Personalkosten"
    assert federal.origin.source == "Richtlinie, Nummer 4"
    assert federal.origin.checked_on == date(2026, 11, 1)


def plain(amount: Amount) -> str:
    return amount.origin.calculation.replace("\xa0", " ")


def test_what_binds_a_grant_is_said_at_it() -> None:
    plan = make_plan(
        YEAR, together(grant("70", cap="90000"), state("60", least="7500")), None, permanent_years=0
    )
    capped, state_grant = plan.years[1].grants

    assert "vom Höchstbetrag 90.000,00 € ist noch übrig: 32.519,32 €" in plain(capped)
    assert "damit alle Mittel zusammen nicht zu viel werden" in plain(plan.years[0].grants[1])
    assert state_grant.euros == Decimal("49269.15")

    fixed = make_plan(YEAR, together(grant(euros="30000")), None, permanent_years=0)
    assert plain(fixed.years[0].grants[0]) == (
        "12 von 24 Monaten eines Festbetrags von 30.000,00 €"
    )

    short = make_plan(YEAR, together(grant("70", least="999999")), None, permanent_years=0)
    assert plain(short.years[0].grants[0]) == (
        "Es wird erst ab 999.999,00 € förderfähigen Ausgaben gefördert; hier sind es 164.230,52 €."
    )


def test_what_somebody_has_entered_is_no_longer_our_default() -> None:
    plan = make_plan(post("E11", 3, "2027-01-01", workplace="4000", statutory="20"), None, None)
    by_kind = {one.kind: one for one in plan.years[0].costs}

    assert by_kind["workplace"].origin.standing is Standing.GIVEN
    assert by_kind["employer"].origin.standing is Standing.GIVEN
    assert by_kind["workplace"].origin.source == ""


@pytest.mark.parametrize(
    ("certain", "answer", "status", "standing"),
    [
        (True, Answer.YES, Status.ACTIVE, Standing.CHECKED),
        (False, Answer.YES, Status.ACTIVE, Standing.CHECKED),
        (True, Answer.UNCLEAR, Status.UNVERIFIED, Standing.UNVERIFIED),
        (False, Answer.UNCLEAR, Status.EXPIRED, Standing.EXPIRED),
    ],
)
def test_a_grant_that_is_only_supposed_is_marked(
    certain: bool, answer: Answer, status: Status, standing: Standing
) -> None:
    part = grant("70", answer=answer, status=status)
    plan = make_plan(YEAR, together(part, certain=certain), None)

    sure = certain and answer is Answer.YES
    assert plan.years[0].grants[0].certain is sure
    assert plan.years[0].grants[0].origin.standing is standing
    assert plan.certain is sure


def test_what_is_paid_for_each_inhabitant_counts_for_nothing() -> None:
    plan = make_plan(YEAR, together(state(None, per_inhabitant="15"), grant("70")), None)

    assert [one.kind for one in plan.years[0].grants] == [Level.FEDERAL]
    assert any("Pauschalen je Einwohner:in" in note for note in plan.notes)


def test_a_duration_nobody_knows_is_the_usual_one_and_this_is_said() -> None:
    plan = make_plan(YEAR, together(grant("70", months=None)), None, permanent_years=0)

    assert sum(year.months for year in plan.years) == 24
    assert any("nicht bekannt ist, sind 24 Monate gerechnet" in note for note in plan.notes)

    beside = together(grant("30", months=36), state("30", months=None))
    notes = make_plan(YEAR, beside, None, permanent_years=0).notes
    assert any("sind 36 Monate gerechnet" in note for note in notes)


def test_a_year_in_which_a_phase_ends_stands_twice() -> None:
    plan = make_plan(
        post("E11", 3, "2027-07-01"), together(grant("70")), together(grant("40", months=36))
    )

    assert [(year.year, year.months, year.phase) for year in plan.years] == [
        (2027, 6, "initial"), (2028, 12, "initial"), (2029, 6, "initial"),
        (2029, 6, "follow_up"), (2030, 12, "follow_up"), (2031, 12, "follow_up"),
        (2032, 6, "follow_up"), (2032, 6, "permanent"), (2033, 6, "permanent"),
    ]  # fmt: skip


def test_two_partners_that_are_one_are_refused() -> None:
    plan = make_plan(YEAR, None, None)

    with pytest.raises(Refused, match="NEUSTADT steht doppelt"):
        split(plan, [("Neustadt", 900), (" NEUSTADT ", 900)], evenly=True)
    with pytest.raises(Refused, match="mindestens eine Kommune"):
        split(plan, [], evenly=True)
    with pytest.raises(Refused, match="nicht unter null"):
        split(plan, [("A", -1)], evenly=True)
    assert len(split(plan, [("Neustadt", 900), ("Neustadt", 1200)], evenly=True).shares) == 2


def test_without_inhabitants_it_is_divided_evenly_and_this_is_said() -> None:
    plan = make_plan(YEAR, together(grant("70")), None)

    unknown = split(plan, [("A", 1000), ("B-Dorf", None)], evenly=False)
    empty = split(plan, [("A", 0), ("B", 0)], evenly=False)
    meant = split(plan, [("A", 1000), ("B-Dorf", None)], evenly=True)

    assert unknown.shares[0].by_year == unknown.shares[1].by_year
    assert "Von B-Dorf ist die Zahl der Einwohner:innen nicht bekannt" in unknown.notes[-1]
    assert "keine Einwohner:innen bekannt" in empty.notes[-1]
    assert meant.notes == plan.notes


def test_a_plan_kept_in_one_language_is_not_shown_in_another() -> None:
    german = make_plan(YEAR, None, None).years[0].costs[0]
    with override("en"):
        english = make_plan(YEAR, None, None).years[0].costs[0]

    assert "5.046,03" in german.origin.calculation
    assert "5,046.03" in english.origin.calculation
