"""Who asks for what: all that the answer of a rule depends on. Nothing in it is personal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from klimanetz.features.funding.models.vocabulary import Applicant, Purpose

#: The question that is asked of everyone, for its answer decides what the post is.
BEFORE = "vorher"


@dataclass(frozen=True, slots=True)
class Situation:
    """`answers` by the slug of a question: yes, no, or None (also left out) for "not known".

    `land`: two digits. `population`: of all who take part together; None where unknown.
    `costs`: eligible costs of the whole grant period in euros, where they are known already;
    how long that is, each rule says for itself.
    """

    applicant: Applicant
    land: str
    purpose: Purpose
    starts: date
    population: int | None = None
    participants: int = 1
    costs: Decimal | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)


def conclude(
    answers: Mapping[str, bool | None], presupposed: Mapping[str, str]
) -> dict[str, bool | None]:
    """With the no that follows from a no to what a question presupposes; what was said stays."""
    return {
        **answers,
        **{
            slug: False
            for slug in presupposed
            if answers.get(slug) is None and denied(slug, answers, presupposed)
        },
    }


def denied(slug: str, answers: Mapping[str, bool | None], presupposed: Mapping[str, str]) -> str:
    """The nearest question below it that was answered with no; empty where none was."""
    below = foundations(slug, presupposed)
    return next((one for one in below if answers.get(one) is False), "")


def foundations(slug: str, presupposed: Mapping[str, str]) -> list[str]:
    """What a question presupposes, what that does, and so on; a circle ends where it began."""
    found = [slug]
    while (slug := presupposed.get(slug, "")) and slug not in found:
        found.append(slug)
    return found[1:]
