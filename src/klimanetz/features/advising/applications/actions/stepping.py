"""An application goes from state to state."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused, Verdict
from klimanetz.features.advising.actions import touch
from klimanetz.features.advising.actions.acting import person_behind
from klimanetz.features.advising.actions.locking import require
from klimanetz.features.advising.applications import rules
from klimanetz.features.advising.applications.actions.answering import forget_answer, plan_answer
from klimanetz.features.advising.applications.actions.locking import lock, require_truth
from klimanetz.features.advising.applications.models import Step
from klimanetz.features.advising.models import Application
from klimanetz.features.advising.models import ApplicationState as State

type May = Callable[[Application], Verdict]


class Reached(NamedTuple):
    """A state, the day it came to that, and what was said."""

    state: State
    on: date
    note: str = ""
    answer_by: date | None = None


@transaction.atomic
def submit(
    application: Application,
    *,
    on: date,
    applied: Decimal,
    reference: str = "",
    expected_on: date | None = None,
    actor: object,
) -> Application:
    said = {"submitted_on": on, "applied": applied, "expected_on": expected_on}
    if reference:
        said["reference"] = reference
    step = Reached(State.SUBMITTED, on)
    return reach(application, step, said, may=rules.can_submit, actor=actor)


@transaction.atomic
def ask_back(
    application: Application,
    *,
    on: date,
    note: str,
    answer_by: date | None = None,
    actor: object,
) -> Application:
    """Those who decide want to know more."""
    row = reach(application, Reached(State.QUERIED, on, note, answer_by), {}, actor=actor)
    plan_answer(row, answer_by, actor=actor)
    return row


@transaction.atomic
def answer_query(
    application: Application,
    *,
    on: date,
    expected_on: date | None = None,
    note: str = "",
    actor: object,
) -> Application:
    step, said = Reached(State.SUBMITTED, on, note), {"expected_on": expected_on}
    return reach(application, step, said, may=rules.can_answer, actor=actor)


@transaction.atomic
def object_to(
    application: Application,
    *,
    on: date,
    expected_on: date | None = None,
    note: str = "",
    actor: object,
) -> Application:
    """Against a refusal; what was decided and why stands in the steps."""
    said = {"expected_on": expected_on, "decided_on": None, "reason": ""}
    step = Reached(State.SUBMITTED, on, note or _("Widerspruch"))
    return reach(application, step, said, may=rules.can_object, actor=actor)


@transaction.atomic
def grant(
    application: Application,
    *,
    on: date,
    granted: Decimal,
    grant_starts: date | None = None,
    grant_ends: date | None = None,
    reference: str = "",
    actor: object,
) -> Application:
    said = {
        "decided_on": on,
        "granted": granted,
        "grant_starts": grant_starts,
        "grant_ends": grant_ends,
    }
    if reference:
        said["reference"] = reference
    return reach(application, Reached(State.GRANTED, on), said, actor=actor)


@transaction.atomic
def refuse(application: Application, *, on: date, reason: str, actor: object) -> Application:
    said = {"decided_on": on, "reason": reason}
    return reach(application, Reached(State.REFUSED, on, reason), said, actor=actor)


@transaction.atomic
def withdraw(application: Application, *, on: date, note: str = "", actor: object) -> Application:
    return reach(application, Reached(State.WITHDRAWN, on, note), {}, actor=actor)


def reach(
    application: Application,
    step: Reached,
    said: dict[str, Any],
    *,
    may: May | None = None,
    actor: object,
) -> Application:
    """A second click changes nothing; what the state does not allow, or no calendar, is refused.

    `may` where the state alone does not tell which step it is.
    """
    row = lock(application)
    if is_done(row, step, said):
        return row
    require(may(row) if may else rules.can_reach(row, step.state))
    require_order(row, step.on)
    write_down(row, step, said)
    Step.objects.create(
        application=row, reached=step.state, on=step.on, note=step.note[:500],
        answer_by=step.answer_by, by=person_behind(actor),
    )  # fmt: skip
    verb, day = f"application_{step.state}", step.on.isoformat()
    record(verb, row.case, actor=actor, application=row.name, on=day)
    touch(row.case)
    forget_answer(row, actor=actor)
    return row


def write_down(row: Application, step: Reached, said: dict[str, Any]) -> None:
    """Refused where it contradicts what is known."""
    row.state = step.state
    for name, value in said.items():
        setattr(row, name, value)
    require_truth(row)
    row.save(update_fields=["state", *said])


def is_done(row: Application, step: Reached, said: dict[str, Any]) -> bool:
    if row.state != step.state or any(getattr(row, name) != said[name] for name in said):
        return False
    last, now = row.steps.last(), (step.state, step.on, step.note[:500])
    return last is not None and (last.reached, last.on, last.note) == now


def require_order(row: Application, on: date) -> None:
    """The steps of an application follow one another, and none is yet to come."""
    if on > timezone.localdate():
        raise Refused(_("Dieser Tag kommt erst noch. Bitte tragen Sie ein, was schon war."))
    last = row.steps.exclude(reached=State.PREPARED).last()
    if last is not None and on < last.on:
        raise Refused(
            _("Am %(day)s war der Antrag erst „%(state)s“; dieser Tag liegt davor.")
            % {
                "day": date_format(last.on, "SHORT_DATE_FORMAT"),
                "state": last.get_reached_display(),
            }
        )
