"""That a notice is late."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.features.advising.applications import mails
from klimanetz.features.advising.applications.actions.locking import lock
from klimanetz.features.advising.applications.models import DelayNotice
from klimanetz.features.advising.models import Application


@transaction.atomic
def tell_delay(application: Application) -> int:
    """Whoever has the case in hand, once for each day that was expected; 0 where it is told."""
    row = lock(application)
    expected = row.expected_on
    if expected is None or not Application.objects.overdue().filter(pk=row.pk).exists():
        return 0
    _notice, fresh = DelayNotice.objects.get_or_create(application=row, expected_on=expected)
    if not fresh:
        return 0
    mails.delayed(row, days=(timezone.localdate() - expected).days)
    record("tell_delay", row.case, application=row.name, expected_on=expected.isoformat())
    return 1
