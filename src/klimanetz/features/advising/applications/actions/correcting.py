"""What was mistyped is put right."""

from typing import Any

from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.features.advising.actions import touch
from klimanetz.features.advising.applications.actions.locking import lock, require_truth
from klimanetz.features.advising.applications.lifecycle import FACTS
from klimanetz.features.advising.models import Application, ApplicationState


@transaction.atomic
def correct(application: Application, *, actor: object, **facts: Any) -> Application:  # noqa: ANN401
    """Only facts that its state has; the state itself goes its way by steps alone."""
    row = lock(application)
    if strange := facts.keys() - set(FACTS[row.state]):
        raise TypeError(f"{row.state} has no {sorted(strange)}")
    changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if not changed:
        return row
    for name, value in changed.items():
        put_step_right(row, name, value)
        setattr(row, name, value)
    require_truth(row)
    row.save(update_fields=list(changed))
    record("correct_application", row.case, actor=actor, application=row.name, fields=list(changed))
    touch(row.case)
    return row


def put_step_right(row: Application, name: str, value: Any) -> None:  # noqa: ANN401 - of any field
    """The step that happened on that day, too: those that follow are held against it."""
    reached = {"submitted_on": ApplicationState.SUBMITTED, "decided_on": row.state}.get(name)
    step = row.steps.filter(reached=reached, on=getattr(row, name)).first() if reached else None
    if step is not None:
        step.on = value
        step.save(update_fields=["on"])
