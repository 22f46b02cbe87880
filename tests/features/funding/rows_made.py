"""Rows for tests: a federal programme with a rule that holds, and versions that succeed it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from klimanetz.core.public import changed_for_the_public
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


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def make_question(
    slug: str = "finanzschwach", text: str = "Ist die Kommune finanzschwach?"
) -> Question:
    return Question.objects.get_or_create(slug=slug, defaults={"text": text})[0]


def make_programme(slug: str = "kommunalrichtlinie", **fields: Any) -> Programme:  # noqa: ANN401
    defaults: dict[str, Any] = {
        "name": "Kommunalrichtlinie",
        "giver": "Bundesministerium",
        "decided_by": "ZUG",
        "level": Level.FEDERAL,
        "guideline": "Richtlinie vom 10. Oktober 2024",
        "guideline_url": "https://bund.example/richtlinie",
        "about": "Der Bund zahlt einen Teil der Personalkosten.",
    }
    return Programme.objects.create(slug=slug, **defaults | fields)


def make_rule(
    programme: Programme,
    slug: str = "erstvorhaben",
    *,
    rates: Iterable[dict[str, Any]] = ({"percent": 70},),
    wanted: dict[str, bool] | None = None,
    **fields: Any,  # noqa: ANN401
) -> Rule:
    """Checked a month ago, open until half a year from now; for municipalities and districts."""
    defaults: dict[str, Any] = {
        "title": "Erstvorhaben Klimaschutzmanagement",
        "purpose": Purpose.NEW_POSITION,
        "applicants": [Applicant.MUNICIPALITY, Applicant.DISTRICT],
        "duration_months": 24,
        "cumulation": Cumulation.ALLOWED,
        "window_opens": in_days(-400),
        "window_closes": in_days(180),
        "decision_months": 5,
        "status": Status.ACTIVE,
        "source_url": "https://bund.example/foerderung/4-1-8",
        "source": "Nummer 4.1.8",
        "checked_on": in_days(-30),
        "checked_by": "Olga Organisatorin",
        "entered_at": days_ago(60),
    }
    rule = repeat(Rule(programme=programme, slug=slug, **defaults | fields), programme)
    rule.save()
    for rate in rates:
        Rate.objects.create(rule=rule, **rate)
    for question, answer in (wanted or {}).items():
        Condition.objects.create(
            rule=rule, question=make_question(question, f"{question}?"), wanted=answer,
            otherwise="Sonst nicht.",
        )  # fmt: skip
    return rule


def succeed_rule(rule: Rule, *, percent: int = 65, **fields: Any) -> Rule:  # noqa: ANN401
    """The next version: another rate, and whatever else is said to differ."""
    alike: dict[str, Any] = {
        field.name: getattr(rule, field.name)
        for field in Rule._meta.concrete_fields
        if field.name not in {"id", "programme", "slug", "predecessor", "amends", "entered_at"}
    }
    fresh = {"version": rule.version + 1, "predecessor": rule, "entered_at": timezone.now()}
    rates = fields.pop("rates", ({"percent": percent},))
    changed_for_the_public()
    return make_rule(rule.programme, rule.slug, rates=rates, **alike | fresh | fields)
