"""Rows of programmes, questions and rules for tests, and the answers of a form that makes one."""

from datetime import date
from decimal import Decimal
from typing import Any

from klimanetz.features.funding.frames import repeat
from klimanetz.features.funding.models import (
    Applicant,
    Condition,
    Cumulation,
    Level,
    Programme,
    Purpose,
    Question,
    Rate,
    Rule,
    Status,
)


def make_programme(slug: str = "bundesmittel", **changes: Any) -> Programme:  # noqa: ANN401
    """Federal, for all of Germany, in force since the day it was written."""
    fields: dict[str, Any] = {
        "slug": slug,
        "name": slug.capitalize(),
        "giver": "Bundesministerium",
        "decided_by": "Agentur",
        "level": Level.FEDERAL,
    }
    return Programme.objects.create(**fields | changes)


def make_question(slug: str = "finanzschwach", **changes: Any) -> Question:  # noqa: ANN401
    fields: dict[str, Any] = {"slug": slug, "text": f"Gilt {slug}?"}
    return Question.objects.create(**fields | changes)


def make_rule(
    programme: Programme,
    slug: str = "erstvorhaben",
    *,
    percent: int | None = 70,
    **changes: Any,  # noqa: ANN401
) -> Rule:
    """Active, checked, 70 % for a new position of any kind of authority."""
    fields: dict[str, Any] = {
        "programme": programme,
        "slug": slug,
        "title": slug.capitalize(),
        "purpose": Purpose.NEW_POSITION,
        "applicants": list(Applicant),
        "status": Status.ACTIVE,
        "source": "Nummer 4.1.8",
        "source_url": "https://bund.example/richtlinie",
        "checked_on": date(2026, 2, 1),
        "checked_by": "Olga Organisatorin",
        "cumulation": Cumulation.ALLOWED,
    }
    rule = repeat(Rule(**fields | changes), programme)
    rule.save()
    if percent is not None:
        Rate.objects.create(rule=rule, percent=Decimal(percent))
    return rule


def add_condition(rule: Rule, question: Question, *, wanted: bool = True) -> Condition:
    return Condition.objects.create(
        rule=rule,
        question=question,
        wanted=wanted,
        otherwise=f"Ohne {question.slug} geht es nicht.",
    )


def rows(prefix: str, *found: dict[str, Any]) -> dict[str, Any]:
    """A formset as a browser sends it."""
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(found), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(found):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def rule_answers(
    rates: list[dict[str, Any]] | None = None,
    conditions: list[dict[str, Any]] | None = None,
    **changes: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """What an organiser fills in for the rule that `make_rule` makes."""
    fields: dict[str, Any] = {
        "title": "Erstvorhaben",
        "purpose": "new_position",
        "applicants": [str(one) for one in Applicant],
        "status": "active",
        "source": "Nummer 4.1.8",
        "source_url": "https://bund.example/richtlinie",
        "checked_on": "2026-02-01",
        "cumulation": "allowed",
    }
    return {
        **fields,
        **changes,
        **rows("rates", *([{"percent": "70"}] if rates is None else rates)),
        **rows("conditions", *(conditions or [])),
    }
