"""Whose answer turns where one question presupposes another: who says no to that other one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from klimanetz.features.funding.presupposing import Questions, firsts_of
from klimanetz.features.funding.situation import conclude, foundations
from klimanetz.features.funding.terms import Terms

type Answers = Mapping[str, bool | None]
#: For a question the one that it presupposes, by their slugs.
type Firsts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """Who says so; `answers` are their words with what followed of them, and what will follow."""

    sentence: str
    answers: tuple[Answers, Answers]


def list_cases(terms: Terms, then: Questions, now: Questions) -> Iterator[Case]:
    """Of a rule, as the questions were and will be; everyone meets what else it asks for."""
    firsts = firsts_of(then), firsts_of(now)
    for question in sorted(asked_by(terms)):
        gone, come = (set(foundations(question, one)) for one in firsts)
        for first in sorted(gone ^ come):
            words = {"first": now[first].text, "question": now[question].text}
            said = meet_others(terms, {question, first}, firsts) | {first: False}
            silent = _("Wer „%(first)s“ mit Nein beantwortet und „%(question)s“ offen lässt:")
            yield Case(silent % words, follow(said, firsts))
            against = _("Wer „%(first)s“ mit Nein und „%(question)s“ mit Ja beantwortet:")
            yield Case(against % words, follow(said | {question: True}, firsts))


def follow(said: Answers, firsts: tuple[Firsts, Firsts]) -> tuple[Answers, Answers]:
    return conclude(said, firsts[0]), conclude(said, firsts[1])


def asked_by(terms: Terms) -> set[str]:
    rates = {tier.question for tier in terms.tiers if tier.question}
    return rates | {one.question for one in terms.requirements}


def meet_others(
    terms: Terms, but: set[str], firsts: tuple[Firsts, Firsts]
) -> dict[str, bool | None]:
    """What it asks for besides, as far as that goes with a no to what it is about."""
    return {
        one.question: one.wanted
        for one in terms.requirements
        if one.question not in but
        and not any(but & set(foundations(one.question, known)) for known in firsts)
    }
