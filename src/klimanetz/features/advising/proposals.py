"""What one usually does next in a stage; a proposal that the form shows."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.advising.models import CLOSED, Stage


class NextStep(NamedTuple):
    """Both empty where nothing is to be done any more."""

    text: str
    on: date | None


def suggest_next(stage: str, *, council_on: date | None, apply_by: date | None) -> NextStep:
    """And when: the day after the council meets, or after the last day to apply."""
    if stage in CLOSED:
        return NextStep("", None)
    text, days = {
        Stage.CONTACT: (_("Anrufen und das Anliegen klären"), 3),
        Stage.FIRST_TALK: (_("Nachfragen, welcher Weg infrage kommt"), 14),
        Stage.OPTION_CHOSEN: (_("Muster für die Ratsvorlage schicken"), 14),
        Stage.COUNCIL_PAPER: (_("Ergebnis der Ratssitzung erfragen"), 30),
        Stage.RESOLVED: (_("Förderanträge gemeinsam vorbereiten"), 14),
        Stage.APPLIED: (_("Nach dem Stand der Anträge fragen"), 60),
        Stage.GRANTED: (_("Ausschreibung vorbereiten"), 14),
        Stage.ADVERTISED: (_("Nach den Bewerbungen fragen"), 30),
        Stage.NO_APPLICANT: (_("Neue Ausschreibung besprechen"), 14),
        Stage.FILLED: (_("Stelle und Person ins Netzwerk aufnehmen"), 7),
    }[Stage(stage)]
    known = {Stage.COUNCIL_PAPER: council_on, Stage.ADVERTISED: apply_by}.get(Stage(stage))
    today = timezone.localdate()
    day = known + timedelta(days=1) if known else today + timedelta(days=days)
    return NextStep(text, max(day, today))
