"""The next step of a case: what, and by when."""

from datetime import date

from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.features.advising import rules
from klimanetz.features.advising.actions.locking import keep, lock, require, require_version
from klimanetz.features.advising.models import Case


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
def set_days(case: Case, *, version: int | None = None, actor: object, **days: date | None) -> Case:
    """`starts_on`, `council_on`, `apply_by`: the days that a case turns on."""
    row = lock(case)
    require(rules.can_plan(row))
    changed = {name: day for name, day in days.items() if getattr(row, name) != day}
    if not changed:
        return row
    require_version(row, version)
    keep(row, **changed)
    said = {name: day and day.isoformat() for name, day in changed.items()}
    record("set_case_days", row, actor=actor, **said)
    return row
