"""What has to be known or done before one can tell, whether a grant is paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from klimanetz.features.funding.models.vocabulary import Status
from klimanetz.features.funding.obstacles import is_lump_sum
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Requirement, Terms, Tier
from klimanetz.features.funding.tiers import Choice
from klimanetz.features.funding.wording import say_day, say_euros


@dataclass(frozen=True, slots=True)
class Gap:
    """`question` is the slug of the question that closes it; empty where none does."""

    sentence: str
    question: str = ""


def gaps(terms: Terms, situation: Situation, choice: Choice, on: date) -> Iterator[Gap]:
    yield from of_its_proof(terms)
    yield from of_its_days(terms, situation, on)
    for requirement in terms.requirements:
        yield from of_an_answer(requirement, situation)
    yield from contradictions(terms, situation)
    yield from of_its_least(terms, situation)
    yield from of_its_rate(terms, situation, choice)


def of_its_proof(terms: Terms) -> Iterator[Gap]:
    """What nobody has checked is never answered with yes, whatever else is known."""
    if terms.status == Status.ACTIVE and terms.source_url and terms.checked_on:
        return
    who = terms.decided_by or terms.programme_name
    yield Gap(_("Diese Angaben sind ungeprüft. Bitte fragen Sie nach: %(who)s.") % {"who": who})


def of_its_days(terms: Terms, situation: Situation, on: date) -> Iterator[Gap]:
    first = max(filter(None, (terms.valid_from, terms.window_opens)), default=None)
    if first is not None and first > on:
        yield Gap(_("Anträge sind erst ab %(day)s möglich.") % {"day": say_day(first)})
    if is_lump_sum(terms):
        return
    if terms.valid_to is not None and situation.starts > terms.valid_to:
        day = say_day(terms.valid_to)
        yield Gap(_("Die Regel gilt nur bis %(day)s; der Beginn liegt danach.") % {"day": day})
    if situation.starts < on:
        yield Gap(
            _(
                "Der Beginn liegt in der Vergangenheit: Was schon begonnen hat, wird in der "
                "Regel nicht gefördert. Wählen Sie einen späteren Beginn."
            )
        )


def of_an_answer(requirement: Requirement, situation: Situation) -> Iterator[Gap]:
    if situation.answers.get(requirement.question) is None:
        yield open_question(requirement.question_text, requirement.question)


def contradictions(terms: Terms, situation: Situation) -> Iterator[Gap]:
    """Answers of which one must be wrong: as long as both stand, nobody can tell."""
    for one in terms.requirements:
        answers = (situation.answers.get(one.question), situation.answers.get(one.presupposes))
        if answers == (True, False):
            yield Gap(
                _(
                    "Ihre Antworten widersprechen sich: „%(one)s“ ja, aber „%(other)s“ nein. "
                    "Bitte sehen Sie beide noch einmal durch."
                )
                % {"one": one.question_text, "other": one.presupposes_text}
            )


def of_its_least(terms: Terms, situation: Situation) -> Iterator[Gap]:
    if terms.minimum_costs is not None and situation.costs is None:
        yield Gap(
            _(
                "Die förderfähigen Ausgaben der ganzen Laufzeit stehen noch nicht fest; es müssen "
                "mindestens %(least)s sein."
            )
            % {"least": say_euros(terms.minimum_costs)}
        )


def of_its_rate(terms: Terms, situation: Situation, choice: Choice) -> Iterator[Gap]:
    if not terms.tiers:
        yield Gap(_("Wie viel gezahlt wird, ist nicht bekannt."))
    elif choice.sure is None:
        for tier in choice.possible:
            yield from of_a_tier(tier, situation)
    elif choice.sure.per_inhabitant is not None and situation.population is None:
        yield unknown_population()


def of_a_tier(tier: Tier, situation: Situation) -> Iterator[Gap]:
    if tier.question and situation.answers.get(tier.question) is None:
        yield open_question(tier.question_text, tier.question)
    if situation.population is None and (tier.population_from or tier.population_to):
        yield unknown_population()


def open_question(text: str, slug: str) -> Gap:
    return Gap(_("Noch zu beantworten: %(question)s") % {"question": text}, slug)


def unknown_population() -> Gap:
    return Gap(_("Die Zahl der Einwohner:innen ist nicht bekannt."))
