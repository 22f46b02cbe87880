"""What a rule answers: yes, no, or cannot tell yet. Never a promise, always with its reasons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.gaps import contradictions, gaps
from klimanetz.features.funding.obstacles import obstacles, serves
from klimanetz.features.funding.remarks import cap_for, remarks
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Terms, Tier
from klimanetz.features.funding.tiers import choose, worth


class Answer(models.TextChoices):
    YES = "yes", _("ja")
    NO = "no", _("nein")
    UNCLEAR = "unclear", _("noch nicht zu sagen")


@dataclass(frozen=True, slots=True)
class Assessment:
    """`reasons` say why (not); `missing` says what has to be known or done before one can tell.

    `questions` are the slugs of the unanswered questions behind `missing`. `tier` is the rate that
    is sure once the answer is yes; `better` a higher one that hangs on an unanswered question, and
    `best` all that are as high, each with its own.
    `participants` are those who ask together: some rules pay so much at most for each.
    """

    terms: Terms
    answer: Answer
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    questions: frozenset[str] = frozenset()
    tier: Tier | None = None
    better: Tier | None = None
    participants: int = 1
    best: tuple[Tier, ...] = ()

    @property
    def cap(self) -> Decimal | None:
        """Euros that are paid at most for all who take part."""
        return cap_for(self.terms, self.participants)


def assess(terms: Terms, situation: Situation, *, on: date) -> Assessment:
    """Expired or unverified rules never answer yes; `on` is the day of asking."""
    choice = choose(terms.tiers, situation)
    against = tuple(obstacles(terms, situation, choice, on))
    if against:
        wrong = (gap.sentence for gap in contradictions(terms, situation))
        return Assessment(terms, Answer.NO, (*against, *wrong))
    unknown = tuple(gaps(terms, situation, choice, on))
    return Assessment(
        terms,
        Answer.UNCLEAR if unknown else Answer.YES,
        tuple(remarks(terms, situation, choice.sure or choice.better, on)),
        tuple(dict.fromkeys(gap.sentence for gap in unknown)),
        frozenset(gap.question for gap in unknown if gap.question),
        choice.sure,
        choice.better,
        situation.participants,
        choice.best,
    )


#: Yes stands first.
RANKS = {Answer.YES: 0, Answer.UNCLEAR: 1, Answer.NO: 2}


#: What a rule would count as eligible costs, None where nobody knows.
type CostsOf = Callable[[Terms], Decimal | None]


def assess_all(
    rules: Iterable[Terms], situation: Situation, *, on: date, costs_of: CostsOf | None = None
) -> list[Assessment]:
    """Of the same purpose as the situation or of none that contradicts it; yes stands first."""
    fitting = (terms for terms in rules if serves(terms, situation.purpose))
    known = costs_of or (lambda _terms: situation.costs)
    asked = ((terms, replace(situation, costs=known(terms))) for terms in fitting)
    return sorted((assess(terms, one, on=on) for terms, one in asked), key=rank)


def rank(one: Assessment) -> tuple[object, ...]:
    """Answer, then what comes as a share before what comes as a sum, then the higher rate."""
    paid = one.tier or one.better
    rate = [-figure for figure in worth(paid)] if paid else []
    return RANKS[one.answer], not rate, rate, one.terms.programme_name, one.terms.slug
