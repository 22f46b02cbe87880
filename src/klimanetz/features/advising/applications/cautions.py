"""Warnings that save money: what costs a grant, and what to do instead.

Pure: a case, its applications and what is known of their programmes, each as it is given. Of a
programme that nobody knows only what holds for nearly every grant is said.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qs

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.months import add_months
from klimanetz.features.advising.applications.expecting import expect
from klimanetz.features.advising.models import Application, Case, Stage
from klimanetz.features.advising.models import ApplicationState as State
from klimanetz.features.advising.programmes import ProgrammeFacts

#: A window that closes so soon is said while there is time for a council to meet.
WINDOW_MONTHS = 3
#: Somebody may be bound by a contract, or is about to be.
ADVERTISED = frozenset({Stage.ADVERTISED, Stage.NO_APPLICANT})
BOUND = frozenset({Stage.FILLED, Stage.ONBOARDED})
#: The question of the check whether there is an integrated climate plan, and how it says yes.
HAS_CONCEPT, YES = "konzept", "ja"


class Finding(NamedTuple):
    text: str
    application: Application


class Look(NamedTuple):
    """One application of one case on one day."""

    case: Case
    it: Application
    facts: ProgrammeFacts | None
    today: date

    @property
    def decision(self) -> date | None:
        """When the notice is to be expected, at the earliest, if somebody applies today."""
        return expect(self.it, self.facts, self.today)


type Find = Callable[[Look], str | None]


def find_cautions(
    case: Case,
    applications: Iterable[Application],
    known: Mapping[str, ProgrammeFacts],
    today: date,
) -> Iterator[Finding]:
    """Of each application those that hold, the gravest first."""
    for it in applications:
        look = Look(case, it, known.get(it.programme), today)
        for find in ORDER:
            if text := find(look):
                yield Finding(text, it)


SIGNED_EARLY = gettext_lazy(
    "Der Bescheid zu „%(name)s“ fehlt, die Stelle ist aber schon vergeben. Bitte den "
    "Arbeitsvertrag erst nach dem Bescheid unterschreiben oder sofort beim Fördergeber "
    "nach dem vorzeitigen Maßnahmenbeginn fragen: sonst kann die Förderung entfallen."
)
ADVERTISED_EARLY = gettext_lazy(
    "Die Stelle ist ausgeschrieben, der Bescheid zu „%(name)s“ fehlt noch. Bitte "
    "beim Fördergeber nach dem vorzeitigen Maßnahmenbeginn fragen und vorher keinen "
    "Vertrag schließen: sonst kann die Förderung entfallen."
)
PLANNED_EARLY = gettext_lazy(
    "Bewerbungen sind bis %(apply_by)s geplant, der Bescheid zu „%(name)s“ wird erst am "
    "%(expected)s erwartet. Bitte erst nach dem Bescheid ausschreiben oder beim "
    "Fördergeber nach dem vorzeitigen Maßnahmenbeginn fragen."
)


def early_contract(look: Look) -> str | None:
    """Who advertises or signs before the notice may lose the grant."""
    case, it = look.case, look.it
    harms = look.facts is None or look.facts.early_start_harms
    if not (it.is_undecided and harms):
        return None
    if case.stage in BOUND:
        return SIGNED_EARLY % {"name": it.name}
    if case.stage in ADVERTISED:
        return ADVERTISED_EARLY % {"name": it.name}
    if case.apply_by and it.expected_on and case.apply_by < it.expected_on:
        days = {"apply_by": say(case.apply_by), "expected": say(it.expected_on)}
        return PLANNED_EARLY % {"name": it.name, **days}
    return None


def unavailable(look: Look) -> str | None:
    if look.it.state != State.PREPARED or look.facts is None or look.facts.available:
        return None
    return _(
        "„%(name)s“ nimmt zurzeit keine Anträge an. Bitte vor jeder weiteren Arbeit beim "
        "Fördergeber nachfragen oder ein anderes Programm wählen."
    ) % {"name": look.it.name}


def closing_window(look: Look) -> str | None:
    closes = look.facts and look.facts.window_closes
    if look.it.state != State.PREPARED or not closes:
        return None
    said = {"name": look.it.name, "closes": say(closes)}
    if closes < look.today:
        return (
            _(
                "Das Antragsfenster von „%(name)s“ ist seit %(closes)s geschlossen. Bitte beim "
                "Fördergeber nach dem nächsten fragen."
            )
            % said
        )
    if look.case.council_on and look.case.council_on >= closes:
        return _(
            "Der Rat tagt am %(council)s, das Antragsfenster von „%(name)s“ schließt aber am "
            "%(closes)s. Bitte eine frühere Sitzung suchen oder den Antrag vorbehaltlich des "
            "Beschlusses einreichen."
        ) % (said | {"council": say(look.case.council_on)})
    if closes <= add_months(look.today, WINDOW_MONTHS):
        return (
            _(
                "Das Antragsfenster von „%(name)s“ schließt am %(closes)s, der Antrag ist noch in "
                "Vorbereitung. Bitte vorher einreichen."
            )
            % said
        )
    return None


def late_decision(look: Look) -> str | None:
    starts, decision = look.case.starts_on, look.decision
    if not (look.it.is_undecided and starts and decision and decision > starts):
        return None
    return _(
        "Die Stelle soll am %(starts)s beginnen, der Bescheid zu „%(name)s“ ist aber erst um den "
        "%(decision)s zu erwarten. Bitte den Beginn verschieben."
    ) % {"starts": say(starts), "name": look.it.name, "decision": say(decision)}


def excluded_by_concept(look: Look) -> str | None:
    """As far as the check knows it, with which the case began."""
    excludes = look.facts is not None and look.facts.needs_no_concept
    if not (look.it.is_undecided and excludes and has_concept(look.case.check_query)):
        return None
    return _(
        "Nach dem Fünf-Minuten-Check gibt es schon ein integriertes Klimaschutzkonzept; das "
        "schließt „%(name)s“ aus. Bitte klären und nach dem Anschlussvorhaben schauen."
    ) % {"name": look.it.name}


def has_concept(check_query: str) -> bool:
    return parse_qs(check_query).get(HAS_CONCEPT) == [YES]


def period_beside(look: Look) -> str | None:
    """The position would begin when the grant is over, or has not begun."""
    it, starts = look.it, look.case.starts_on
    if it.state != State.GRANTED or starts is None or look.case.stage in BOUND:
        return None
    if it.grant_ends and it.grant_ends < starts:
        return _(
            "„%(name)s“ ist nur bis %(ends)s bewilligt, die Stelle soll aber erst am %(starts)s "
            "beginnen. Bitte beim Fördergeber eine Verlängerung beantragen."
        ) % {"name": it.name, "ends": say(it.grant_ends), "starts": say(starts)}
    if it.grant_starts and it.grant_starts > starts:
        return _(
            "„%(name)s“ ist erst ab %(begins)s bewilligt, die Stelle soll aber schon am %(starts)s "
            "beginnen. Bitte den Beginn verschieben: was vorher anfällt, wird nicht gefördert."
        ) % {"name": it.name, "begins": say(it.grant_starts), "starts": say(starts)}
    return None


ORDER: tuple[Find, ...] = (
    early_contract,
    excluded_by_concept,
    unavailable,
    closing_window,
    late_decision,
    period_beside,
)


def say(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
