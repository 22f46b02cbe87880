"""Which questions of the rules are worth asking: those that an answer still hangs on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from klimanetz.features.funding.assessing import Answer, assess
from klimanetz.features.funding.holding import read_holding
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.features.funding.models import Question
from klimanetz.features.funding.result import is_of_land, situation_of
from klimanetz.features.funding.situation import BEFORE, denied
from klimanetz.features.funding.terms import Terms

#: More is no matter of five minutes.
MOST_ASKED = 8


def choose_questions(
    inquiry: Inquiry, questions: Collection[Question], *, on: date
) -> list[Question]:
    """In their order, but for what was asked first of all. Three queries."""
    rules = read_holding(on)
    asked = {slug for terms in open_rules(inquiry, rules, on=on) for slug in slugs_of(terms)}
    asked -= {BEFORE, *answered_elsewhere(inquiry, asked)}
    return [one for one in questions if one.slug in asked][:MOST_ASKED]


def answered_elsewhere(inquiry: Inquiry, asked: Collection[str]) -> Iterator[str]:
    """What follows from a no on an earlier page; on the same page that no may still be changed.

    A yes that contradicts that no is asked again, so that it can be taken back.
    """
    for slug in asked:
        if inquiry.answers.get(slug) is None and slug not in inquiry.problems:
            first = denied(slug, inquiry.answers, inquiry.presupposed)
            if first and (first == BEFORE or first not in asked):
                yield slug


def open_rules(inquiry: Inquiry, rules: Sequence[Terms], *, on: date) -> list[Terms]:
    """Those for the same purpose that would not answer no, whatever is answered."""
    before = {BEFORE: inquiry.answers.get(BEFORE)}
    unanswered = replace(situation_of(inquiry), answers=before)
    return [
        terms
        for terms in rules
        if terms.purpose == unanswered.purpose
        and is_of_land(terms, unanswered)
        and assess(terms, unanswered, on=on).answer != Answer.NO
    ]


def slugs_of(terms: Terms) -> set[str]:
    needed = {one.question for one in terms.requirements}
    return needed | {tier.question for tier in terms.tiers if tier.question}
