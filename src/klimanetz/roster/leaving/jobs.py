"""What time takes away: people who left, sessions and counts that nobody needs any more."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.core.models import Attempt
from klimanetz.core.throttle import forget_attempts
from klimanetz.roster.leaving.actions import erase_due

#: No limit counts over a longer time.
ATTEMPTS_KEPT = timedelta(days=2)


@due_job
def erase_who_left() -> int:
    return erase_due()


@due_job
def forget_old_attempts() -> int:
    """They hold addresses of computers."""
    before = timezone.now() - ATTEMPTS_KEPT
    old = Attempt.objects.filter(window__lt=before).count()
    if old:
        forget_attempts(before=before)
    return old


@due_job
def forget_old_sessions() -> int:
    old = Session.objects.filter(expire_date__lt=timezone.now())
    return old.delete()[0] if old.exists() else 0
