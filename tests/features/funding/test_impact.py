"""For whom a new version answers something else: by kind, by size, by Land, and by question."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from klimanetz.features.funding.assessing import assess
from klimanetz.features.funding.impact import Impact, find_impact, read_register, say_readers, told
from klimanetz.features.funding.models import Status
from klimanetz.features.funding.models.vocabulary import Applicant
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Terms, Tier
from klimanetz.features.funding.ways import APPLICANTS
from klimanetz.places.models import Authority, Kind
from tests.factories import make_authority
from tests.features.funding.rows_made import in_days
from tests.features.funding.terms_made import make_terms

pytestmark = pytest.mark.django_db
SIXTY = Tier(percent=Decimal(60))


@pytest.fixture(autouse=True)
def register(ilmenau: Authority, arnstadt: Authority, erfurt: Authority) -> None:
    """A district, a city, two towns of 10,000; a village, one of unknown size, one elsewhere."""
    make_authority("160700001001", "Alkersleben", Kind.MUNICIPALITY, population=300)
    make_authority("160700009009", "Unbekannt", Kind.MUNICIPALITY, population=None)
    make_authority("140700001001", "Sachsendorf", Kind.MUNICIPALITY)


def impact(before: Terms, *, land: str = "16", **changes: Any) -> Impact:  # noqa: ANN401
    return find_impact(before, replace(before, **changes), read_register(land))


def only(one: Impact) -> list[tuple[str, str, int]]:
    said = [(turn.before, turn.after, turn.count) for turn in one.turns]
    return [(then.replace("\xa0", " "), now.replace("\xa0", " "), n) for then, now, n in said]


def test_another_rate_turns_the_answer_of_all_who_may_apply() -> None:
    found = impact(make_terms(tiers=(Tier(percent=Decimal(70)),)), tiers=(SIXTY,))
    assert (found.asked, found.changed) == (6, 5)
    assert only(found) == [("ja, 70 %", "ja, 60 %", 5)]


def test_without_a_land_all_of_germany_is_asked() -> None:
    found = impact(make_terms(), land="", tiers=(SIXTY,))
    assert (found.asked, found.changed) == (7, 6)


def test_what_ends_turns_yes_into_no() -> None:
    found = impact(make_terms(), status=Status.EXPIRED)
    assert only(found) == [("ja, 70 %, bis 90 %", "nein", 5)]


def test_sizes_are_told_apart_where_rates_go_by_them() -> None:
    small = Tier(percent=Decimal(80), population_to=5_000)
    found = impact(make_terms(tiers=(SIXTY,)), tiers=(SIXTY, small))
    assert sorted(only(found)) == [
        ("ja, 60 %", "ja, 60 %, bis 80 %", 1),
        ("ja, 60 %", "ja, 80 %", 1),
    ]


@pytest.mark.parametrize("changes", [{"note": "Neu"}, {"source": "Seite 4"}, {"documents": ("A",)}])
def test_what_makes_no_difference_turns_nobody(changes: dict[str, Any]) -> None:
    found = impact(make_terms(), **changes)
    assert (found.asked, found.changed, found.turns) == (6, 0, ())
    assert say_readers("richtlinie") == "Niemand wartet auf Bescheid; es geht keine Mail hinaus."


def test_classes_answer_as_each_authority_would() -> None:
    """The short way and the long way come to the same."""
    before = make_terms(tiers=(SIXTY, Tier(percent=Decimal(75), population_from=10_000)))
    after = replace(
        before,
        applicants=frozenset({Applicant.MUNICIPALITY, Applicant.DISTRICT_FREE_CITY}),
        tiers=(SIXTY, Tier(percent=Decimal(75), population_from=10_001)),
    )
    today = in_days(0)
    changed = 0
    for one in Authority.objects.in_land("16"):
        situation = Situation(
            APPLICANTS[Kind(one.kind)], "16", before.purpose, in_days(60), one.population
        )
        answers = [told(assess(terms, situation, on=today)) for terms in (before, after)]
        changed += answers[0] != answers[1]
    assert find_impact(before, after, read_register("16")).changed == changed > 0
