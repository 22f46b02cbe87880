"""What speaks against a grant: each thing a sentence. One of them is enough."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from klimanetz.features.funding.models.vocabulary import Applicant, Purpose, Status
from klimanetz.features.funding.situation import Situation
from klimanetz.features.funding.terms import Terms
from klimanetz.features.funding.tiers import Choice
from klimanetz.features.funding.wording import say_day, say_euros
from klimanetz.places.lands import LANDS


def obstacles(terms: Terms, situation: Situation, choice: Choice, on: date) -> Iterator[str]:
    yield from of_its_own(terms)
    yield from of_its_days(terms, situation, on)
    yield from of_who_asks(terms, situation)
    yield from of_what_for(terms, situation)
    for one in terms.requirements:
        if situation.answers.get(one.question) is (not one.wanted):
            yield one.otherwise
    if terms.tiers and choice.sure is None and not choice.possible:
        yield _("Keiner der Fördersätze passt zu Ihren Angaben.")


def of_its_own(terms: Terms) -> Iterator[str]:
    """Such a rule cannot be written today; one that was must not mislead anybody."""
    if contradicts_itself(terms):
        yield _(
            "Die Regel widerspricht sich: Der Höchstbetrag liegt unter den Ausgaben, die "
            "mindestens nötig sind. Das Netzwerk muss sie neu prüfen."
        )


def contradicts_itself(terms: Terms) -> bool:
    if terms.cap is None or terms.minimum_costs is None or terms.cap_per_participant:
        return False
    return terms.cap < terms.minimum_costs


def of_its_days(terms: Terms, situation: Situation, on: date) -> Iterator[str]:
    if terms.valid_to is not None and terms.valid_to < on:
        yield _("abgelaufen am %(day)s") % {"day": say_day(terms.valid_to)}
    elif terms.status == Status.EXPIRED:
        yield _("abgelaufen")
    if terms.window_closes is not None and terms.window_closes < on:
        yield _("Anträge waren nur bis %(day)s möglich.") % {"day": say_day(terms.window_closes)}
    first = max(filter(None, (terms.valid_from, terms.window_opens)), default=None)
    if first is not None and situation.starts < first and not is_lump_sum(terms):
        yield _("Der geplante Beginn liegt vor dem %(day)s; erst ab dann wird gefördert.") % {
            "day": say_day(first)
        }


def of_who_asks(terms: Terms, situation: Situation) -> Iterator[str]:
    if terms.applicants and situation.applicant not in terms.applicants:
        yield _("Beantragen darf: %(kinds)s.") % {
            "kinds": ", ".join(str(one.label) for one in Applicant if one in terms.applicants)
        }
    if terms.land and terms.land != situation.land:
        yield _("Nur für Kommunen in %(land)s.") % {"land": LANDS.get(terms.land, terms.land)}
    least = terms.minimum_participants
    if least is not None and situation.participants < least:
        yield _("Mindestens %(least)d müssen mitmachen; bisher sind es %(number)d.") % {
            "least": least,
            "number": situation.participants,
        }


def of_what_for(terms: Terms, situation: Situation) -> Iterator[str]:
    if not serves(terms, situation.purpose):
        yield _("Gefördert wird etwas anderes: %(purpose)s.") % {"purpose": terms.purpose.label}
    least, costs = terms.minimum_costs, situation.costs
    if least is not None and costs is not None and costs < least:
        yield _(
            "Es wird erst ab %(least)s förderfähigen Ausgaben gefördert; hier sind es %(found)s."
        ) % {"least": say_euros(least), "found": say_euros(costs)}


def serves(terms: Terms, purpose: Purpose) -> bool:
    """A lump sum comes whatever it is asked for."""
    return terms.purpose == purpose or is_lump_sum(terms)


def is_lump_sum(terms: Terms) -> bool:
    return terms.purpose == Purpose.LUMP_SUM
