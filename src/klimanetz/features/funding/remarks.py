"""What one should know of a grant that may be had: why, how much at most, and by when."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from klimanetz.core.months import add_months
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Terms, Tier
from klimanetz.features.funding.wording import say_day, say_euros

#: A window that closes within so many months is worth a word.
SOON = 6


def remarks(terms: Terms, situation: Situation, tier: Tier | None, on: date) -> Iterator[str]:
    yield from of_the_time(terms, situation, on)
    yield from of_the_money(terms, situation, tier)
    yield from of_the_answers(terms, situation)


def of_the_time(terms: Terms, situation: Situation, on: date) -> Iterator[str]:
    months = (terms.decision_months or 0) + (terms.lead_months or 0)
    asked = max(on, terms.window_opens or on)
    decided = add_months(asked, months)
    if months and decided > situation.starts:
        yield _(
            "Bis zum Bescheid vergehen etwa %(months)d Monate, also frühestens am %(day)s: nach "
            "dem geplanten Beginn. Vor dem Bescheid darf nichts beginnen."
        ) % {"months": months, "day": say_day(decided)}
    closes = terms.window_closes
    if closes is not None and closes < add_months(on, SOON):
        yield _("Anträge sind nur noch bis %(day)s möglich.") % {"day": say_day(closes)}


def of_the_money(terms: Terms, situation: Situation, tier: Tier | None) -> Iterator[str]:
    most = cap_for(terms, situation.participants)
    if most is not None and exceeds(tier, situation, most):
        yield _("Gezahlt werden höchstens %(most)s.") % {"most": say_euros(most)}


def cap_for(terms: Terms, participants: int) -> Decimal | None:
    if terms.cap is None or not terms.cap_per_participant:
        return terms.cap
    return terms.cap * participants


def of_the_answers(terms: Terms, situation: Situation) -> Iterator[str]:
    """All in one sentence: what nobody has to do anything about is told shortly."""
    said = {True: _("Ja."), False: _("Nein.")}
    fitting = [
        f"{one.question_text} {said[one.wanted]}"
        for one in terms.requirements
        if situation.answers.get(one.question) is one.wanted
    ]
    if fitting:
        yield _("Das passt: %(answers)s") % {"answers": " ".join(fitting)}


def exceeds(tier: Tier | None, situation: Situation, most: Decimal) -> bool:
    """Whether the most is reached; where nobody knows, it might be."""
    if tier is None or tier.percent is None or situation.costs is None:
        return True
    return situation.costs * tier.percent / 100 > most
