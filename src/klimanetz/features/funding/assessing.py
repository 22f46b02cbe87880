"""What a rule answers: yes, no, or cannot tell yet. Never a promise, always with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Terms, Tier


class Answer(models.TextChoices):
    YES = "yes", _("ja")
    NO = "no", _("nein")
    UNCLEAR = "unclear", _("noch nicht zu sagen")


@dataclass(frozen=True, slots=True)
class Assessment:
    """`reasons` say why (not); `missing` says what has to be known or done before one can tell.

    `questions` are the slugs of the unanswered questions behind `missing`. `tier` is the rate that
    is sure once the answer is yes; `better` a higher one that hangs on an unanswered question.
    """

    terms: Terms
    answer: Answer
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    questions: frozenset[str] = frozenset()
    tier: Tier | None = None
    better: Tier | None = None


def assess(terms: Terms, situation: Situation, *, on: date) -> Assessment:
    """Expired or unverified rules never answer yes; `on` is the day of asking."""
    raise NotImplementedError


def assess_all(rules: Iterable[Terms], situation: Situation, *, on: date) -> list[Assessment]:
    """Of the same purpose as the situation or of none that contradicts it; yes stands first."""
    raise NotImplementedError
