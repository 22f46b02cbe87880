"""What was mistyped is put right."""

from typing import Any

from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.features.advising.actions import touch
from klimanetz.features.advising.applications.actions.locking import lock, require_truth
from klimanetz.features.advising.applications.lifecycle import FACTS
from klimanetz.features.advising.models import Application


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
        setattr(row, name, value)
    require_truth(row)
    row.save(update_fields=list(changed))
    record("correct_application", row.case, actor=actor, application=row.name, fields=list(changed))
    touch(row.case)
    return row
