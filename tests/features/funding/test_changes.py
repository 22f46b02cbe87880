"""What changed between two versions: nothing is left out, nothing is told that is the same."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.features.funding.changes import Difference, compare
from klimanetz.features.funding.describing import FACETS, describe
from klimanetz.features.funding.models import Level, Status
from klimanetz.features.funding.models.vocabulary import Applicant, Cumulation, Order, Purpose
from klimanetz.features.funding.terms import Presupposed, Requirement, Terms, Tier
from tests.features.funding.terms_made import NEW_POST, NO_CONCEPT, NORMAL, WEAK, make_terms

#: Another value for each thing that a version of a rule says.
CHANGED: dict[str, Any] = {
    "title": "Anschlussvorhaben",
    "purpose": Purpose.FOLLOW_UP,
    "status": Status.EXPIRED,
    "applicants": frozenset({Applicant.DISTRICT}),
    "tiers": (NORMAL,),
    "source": "Seite 12",
    "source_url": "https://bund.example/neu",
    "requirements": (NEW_POST,),
    "duration_months": 36,
    "minimum_costs": Decimal(7_500),
    "cap": Decimal(40_000),
    "minimum_participants": 6,
    "own_share": Decimal(10),
    "cumulation": Cumulation.FORBIDDEN,
    "cumulation_ceiling": Decimal(90),
    "cumulation_order": Order.AFTER_FEDERAL,
    "documents": ("Beschluss des Rates",),
    "window_opens": date(2026, 1, 1),
    "window_closes": date(2027, 12, 31),
    "decision_months": 5,
    "lead_months": 3,
    "valid_from": date(2026, 1, 1),
    "valid_to": date(2027, 12, 31),
    "note": "Vor dem Bescheid nichts beginnen.",
    "level": Level.STATE,
    "land": "16",
    "decided_by": "Aufbaubank",
    "presupposed": (Presupposed("beschluss", "Beschluss?", (("konzept", "Konzept?"),)),),
}
#: Which row it is, whose it is, and who looked at it: no change of the rule.
NO_CHANGE = {"pk", "programme", "programme_name", "slug", "version", "checked_on"}
#: Means something only together with another.
TOGETHER = {"cap_per_participant"}


def test_each_thing_that_a_rule_says_is_known_here() -> None:
    assert {field.name for field in fields(Terms)} == {*CHANGED, *NO_CHANGE, *TOGETHER}


@pytest.mark.parametrize("name", CHANGED)
def test_nothing_changes_silently(name: str) -> None:
    before = make_terms()
    (difference,) = compare(before, replace(before, **{name: CHANGED[name]}))
    assert difference.label
    assert difference.before != difference.after
    back = compare(replace(before, **{name: CHANGED[name]}), before)
    assert [(one.before, one.after) for one in back] == [(difference.after, difference.before)]


def test_whose_cap_it_is_is_said() -> None:
    before = make_terms(cap=Decimal(40_000))
    (difference,) = compare(before, replace(before, cap_per_participant=True))
    assert [line.replace("\xa0", " ") for line in difference.after] == [
        "40.000 € je teilnehmender Kommune"
    ]


@pytest.mark.parametrize("name", sorted(NO_CHANGE))
def test_a_check_is_no_change(name: str) -> None:
    other: Any = (
        date(2026, 2, 20) if name == "checked_on" else 99 if name in {"pk", "version"} else "x"
    )
    before = make_terms()
    assert compare(before, replace(before, **{name: other})) == []


def test_in_which_order_something_stands_is_no_change() -> None:
    before = make_terms(
        tiers=(NORMAL, WEAK), requirements=(NEW_POST, NO_CONCEPT), documents=("A", "B")
    )
    turned = replace(
        before, tiers=(WEAK, NORMAL), requirements=(NO_CONCEPT, NEW_POST), documents=("B", "A")
    )
    assert compare(before, turned) == []


def test_a_change_is_a_sentence() -> None:
    assert str(Difference("Wie viel", ("70 %", "90 %"), ("65 %",))) == (
        "Wie viel: bisher 70 %; 90 %, jetzt 65 %"
    )
    assert str(Difference("Wie lange", (), ("24 Monate",))) == (
        "Wie lange: bisher keine Angabe, jetzt 24 Monate"
    )
    assert str(Difference("Wie lange", ("24 Monate",), ())).endswith("jetzt keine Angabe")


def test_an_answer_that_was_wanted_and_is_not_any_more_is_told() -> None:
    before = make_terms(requirements=(NEW_POST,))
    turned = Requirement(NEW_POST.question, NEW_POST.question_text, not NEW_POST.wanted, "")
    (difference,) = compare(before, replace(before, requirements=(turned,)))
    assert difference.before == ("Ist die Stelle neu? Die Antwort muss Ja sein.",)
    assert difference.after == ("Ist die Stelle neu? Die Antwort muss Nein sein.",)


def test_all_points_are_there_also_those_nobody_says_anything_about() -> None:
    points = describe(make_terms())
    assert [point.key for point in points] == [key for key, _label, _say in FACETS]
    assert len({point.label for point in points}) == len(points)
    silent = {point.key for point in points if not point.lines}
    assert silent >= {"duration", "least", "cap", "own_share", "documents", "window", "lead"}


percents = st.decimals(min_value=0, max_value=100, places=2)
tiers = st.builds(Tier, percent=percents)


@given(before=st.lists(tiers, max_size=4), after=st.lists(tiers, max_size=4))
def test_rates_that_differ_never_look_alike(before: list[Tier], after: list[Tier]) -> None:
    """To the hundredth of a percent: who pays less reads it."""
    found = compare(make_terms(tiers=tuple(before)), make_terms(tiers=tuple(after)))
    same = {tier.percent for tier in before} == {tier.percent for tier in after}
    assert bool(found) is not same
