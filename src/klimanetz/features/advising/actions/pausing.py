"""Let a case rest until a day, and wake it up."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising import rules
from klimanetz.features.advising.actions.locking import keep, lock, require, require_version
from klimanetz.features.advising.models import Case


@transaction.atomic
def pause(
    case: Case, *, reason: str, until: date, version: int | None = None, actor: object
) -> Case:
    """A case that rests already gets the new reason and day. The same again changes nothing."""
    row = lock(case)
    if row.is_paused and (row.pause_reason, row.wake_on) == (reason, until):
        return row
    require_version(row, version)
    require(rules.can_pause(row))
    if not reason:
        raise Refused(_("Bitte sagen Sie, warum der Fall ruht."))
    if until <= timezone.localdate():
        raise Refused(_("Bitte wählen Sie einen Tag, der noch kommt."))
    paused_at = row.paused_at or timezone.now()
    keep(row, paused_at=paused_at, pause_reason=reason, wake_on=until)
    record("pause_case", row, actor=actor, reason=reason, wake_on=until.isoformat())
    return row


@transaction.atomic
def wake(case: Case, *, actor: object) -> Case:
    """Somebody has to do something again: what was planned, and where that is past, today."""
    row = lock(case)
    if not row.is_paused:
        return row
    keep(row, paused_at=None, pause_reason="", wake_on=None)
    record("wake_case", row, actor=actor)
    return row
