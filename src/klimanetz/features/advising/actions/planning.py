"""The next step of a case: what, and by when."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.features.advising import rules
from klimanetz.features.advising.actions.locking import keep, lock, require, require_version
from klimanetz.features.advising.models import CLOSED, Case, Stage


class NextStep(NamedTuple):
    """Both empty where nothing is to be done any more."""

    text: str
    on: date | None


def suggest_next(stage: str, *, council_on: date | None, apply_by: date | None) -> NextStep:
    """What one usually does next in a stage, and when; a proposal, which the form shows."""
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


@transaction.atomic
def set_next(
    case: Case, step: str, day: date | None, *, version: int | None = None, actor: object
) -> Case:
    """The same again changes nothing."""
    row = lock(case)
    require(rules.can_plan(row))
    if (row.next_step, row.next_on) == (step, day):
        return row
    require_version(row, version)
    keep(row, next_step=step, next_on=day)
    record("plan_case", row, actor=actor, next_step=step, next_on=day and day.isoformat())
    return row


@transaction.atomic
def set_days(case: Case, *, actor: object, **days: date | None) -> Case:
    """`starts_on`, `council_on`, `apply_by`: the days that a case turns on."""
    row = lock(case)
    require(rules.can_plan(row))
    changed = {name: day for name, day in days.items() if getattr(row, name) != day}
    if not changed:
        return row
    keep(row, **changed)
    said = {name: day and day.isoformat() for name, day in changed.items()}
    record("set_case_days", row, actor=actor, **said)
    return row
