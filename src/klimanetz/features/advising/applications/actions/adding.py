"""A case gets another application."""

from decimal import Decimal

from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.features.advising.actions import touch
from klimanetz.features.advising.actions.acting import person_behind
from klimanetz.features.advising.actions.locking import lock, require
from klimanetz.features.advising.applications import rules
from klimanetz.features.advising.applications.actions.locking import require_truth
from klimanetz.features.advising.applications.models import Step
from klimanetz.features.advising.models import Application, ApplicationState, Case


@transaction.atomic
def add(
    case: Case, *, name: str, programme: str = "", applied: Decimal | None = None, actor: object
) -> Application:
    """One that is in preparation already is not prepared twice."""
    row = lock(case)
    same = row.applications.filter(
        programme=programme, name=name, state=ApplicationState.PREPARED
    ).first()
    if same is not None:
        return same
    require(rules.can_add(row))
    application = Application(case=row, programme=programme, name=name, applied=applied)
    require_truth(application)
    application.save()
    by = person_behind(actor)
    Step.objects.create(application=application, reached=application.state, by=by)
    record("add_application", row, actor=actor, application=name)
    touch(row)
    return application
