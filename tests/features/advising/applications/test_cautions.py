"""Warnings that save money, as a table: what is known, and what is said. No database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from klimanetz.features.advising.applications.cautions import find_cautions, has_concept
from klimanetz.features.advising.models import Application, Case, Stage
from klimanetz.features.advising.models import ApplicationState as State
from klimanetz.features.advising.programmes import ProgrammeFacts
from tests.features.advising.applications.conftest import FEDERAL, STATE, TODAY

HARMLESS = replace(FEDERAL, early_start_harms=False)
FOLLOW_UP = replace(FEDERAL, needs_no_concept=False)
CLOSES_SOON = replace(FEDERAL, window_closes=date(2027, 5, 31))
CLOSES_LATER = replace(FEDERAL, window_closes=date(2027, 6, 2))
CLOSED = replace(FEDERAL, window_closes=date(2027, 2, 28))
WITH_CONCEPT = "gemeinde=16070029&konzept=ja"

PREPARED: dict[str, Any] = {"state": State.PREPARED}
SUBMITTED: dict[str, Any] = {
    "state": State.SUBMITTED, "submitted_on": date(2027, 2, 1), "expected_on": date(2027, 7, 1),
}  # fmt: skip
QUERIED = SUBMITTED | {"state": State.QUERIED}
GRANTED: dict[str, Any] = {
    "state": State.GRANTED, "granted": 5, "decided_on": TODAY,
    "grant_starts": date(2027, 5, 1), "grant_ends": date(2029, 4, 30),
}  # fmt: skip
REFUSED = SUBMITTED | {"state": State.REFUSED}


def said(case: dict[str, Any], it: dict[str, Any], facts: ProgrammeFacts | None) -> list[str]:
    application = Application(programme=facts.slug if facts else "", name="Das Programm", **it)
    known = {facts.slug: facts} if facts else {}
    found = find_cautions(Case(**case), [application], known, TODAY)
    return [finding.text for finding in found]


@pytest.mark.parametrize(
    ("case", "it", "facts", "words"),
    [
        # advertising or contracting before the notice
        ({"stage": Stage.ADVERTISED}, SUBMITTED, FEDERAL, "ausgeschrieben"),
        ({"stage": Stage.ADVERTISED}, QUERIED, FEDERAL, "vorzeitigen Maßnahmenbeginn"),
        ({"stage": Stage.NO_APPLICANT}, SUBMITTED, FEDERAL, "keinen Vertrag"),
        ({"stage": Stage.ADVERTISED}, SUBMITTED, None, "ausgeschrieben"),
        ({"stage": Stage.FILLED}, SUBMITTED, FEDERAL, "erst nach dem Bescheid unterschreiben"),
        (
            {"stage": Stage.APPLIED, "apply_by": date(2027, 6, 30)}, SUBMITTED, FEDERAL,
            "30. Juni 2027",
        ),
        # the window
        ({"stage": Stage.RESOLVED}, PREPARED, CLOSES_SOON, "schließt am 31. Mai 2027"),
        ({"stage": Stage.RESOLVED}, PREPARED, CLOSED, "seit 28. Februar 2027 geschlossen"),
        (
            {"stage": Stage.COUNCIL_PAPER, "council_on": date(2028, 1, 10)}, PREPARED, FEDERAL,
            "frühere Sitzung",
        ),
        (
            {"stage": Stage.COUNCIL_PAPER, "council_on": date(2027, 12, 31)}, PREPARED, FEDERAL,
            "frühere Sitzung",
        ),
        # the decision comes after the planned start
        ({"starts_on": date(2027, 6, 1)}, SUBMITTED, FEDERAL, "um den 1. Juli 2027"),
        ({"starts_on": date(2027, 7, 1)}, PREPARED, FEDERAL, "um den 1. August 2027"),
        # a concept excludes the initial grant
        ({"check_query": WITH_CONCEPT}, PREPARED, FEDERAL, "integriertes Klimaschutzkonzept"),
        # not available
        ({}, PREPARED, STATE, "nimmt zurzeit keine Anträge an"),
        # the grant period and the post
        ({"starts_on": date(2029, 5, 1)}, GRANTED, FEDERAL, "Verlängerung"),
        ({"starts_on": date(2027, 4, 1)}, GRANTED, FEDERAL, "erst ab 1. Mai 2027 bewilligt"),
    ],
)  # fmt: skip
def test_what_is_warned_of(
    case: dict[str, Any], it: dict[str, Any], facts: ProgrammeFacts | None, words: str
) -> None:
    (text,) = said(case, it, facts)
    assert words in text
    assert "„Das Programm“" in text
    assert "itte " in text  # what to do


@pytest.mark.parametrize(
    ("case", "it", "facts"),
    [
        ({"stage": Stage.ADVERTISED}, GRANTED, FEDERAL),
        ({"stage": Stage.ADVERTISED}, SUBMITTED, HARMLESS),
        ({"stage": Stage.ADVERTISED}, REFUSED, FEDERAL),
        ({"stage": Stage.FILLED}, {"state": State.WITHDRAWN}, FEDERAL),
        ({"stage": Stage.APPLIED, "apply_by": date(2027, 8, 1)}, SUBMITTED, FEDERAL),
        ({"stage": Stage.RESOLVED}, PREPARED, CLOSES_LATER),
        ({"stage": Stage.APPLIED}, SUBMITTED, CLOSED),
        ({"council_on": date(2027, 12, 30)}, PREPARED, FEDERAL),
        ({"starts_on": date(2027, 8, 1)}, SUBMITTED, FEDERAL),
        ({"starts_on": date(2027, 6, 1)}, PREPARED, None),
        ({"check_query": WITH_CONCEPT}, PREPARED, FOLLOW_UP),
        ({"check_query": "konzept=nein"}, PREPARED, FEDERAL),
        ({"check_query": WITH_CONCEPT}, GRANTED, FEDERAL),
        ({}, SUBMITTED, STATE),
        ({"starts_on": date(2027, 5, 1)}, GRANTED, FEDERAL),
        ({"starts_on": None}, GRANTED, FEDERAL),
    ],
)
def test_what_is_in_order(
    case: dict[str, Any], it: dict[str, Any], facts: ProgrammeFacts | None
) -> None:
    assert said(case, it, facts) == []


def test_each_application_is_warned_of_by_itself() -> None:
    both = [
        Application(name="Bund", programme=FEDERAL.slug, **SUBMITTED),
        Application(name="Land", programme=STATE.slug, **PREPARED),
    ]
    known = {FEDERAL.slug: FEDERAL, STATE.slug: STATE}
    case = Case(stage=Stage.ADVERTISED, starts_on=date(2027, 6, 1))
    found = [(one.application.name, one.text) for one in find_cautions(case, both, known, TODAY)]
    assert [name for name, _text in found] == ["Bund", "Bund", "Land"]
    assert "ausgeschrieben" in found[0][1]  # the gravest first


@pytest.mark.parametrize(
    ("query", "has"),
    [
        ("", False),
        ("konzept=ja", True),
        ("gemeinde=1&konzept=ja&x=2", True),
        ("konzept=nein", False),
        ("konzept=unbekannt", False),
    ],
)
def test_the_check_tells_of_a_concept(query: str, has: bool) -> None:
    assert has_concept(query) is has
