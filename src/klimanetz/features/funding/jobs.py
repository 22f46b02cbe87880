"""What is due by itself about the rules. Each asks first without holding anything."""

from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.features.funding import mails, telling, watching
from klimanetz.features.funding.checking import find_unchecked
from klimanetz.features.funding.models import Watcher
from klimanetz.mail.models import Mail


@due_job
def tell_of_changes() -> int:
    return telling.tell_concerned() if telling.find_due() else 0


@due_job
def tell_watchers() -> int:
    latest = telling.last_told()
    behind = latest and Watcher.objects.confirmed().filter(seen_at__lt=latest).exists()
    return telling.tell_watchers() if behind else 0


@due_job
def ask_to_check_again() -> int:
    """One mail a week at most: its key is the week, and the outbox writes no key twice."""
    year, week, _day = timezone.localdate().isocalendar()
    key = f"funding:check_again:{year}-{week}"
    if Mail.objects.filter(key__startswith=f"{key}:").exists():
        return 0
    due = list(find_unchecked().select_related("programme").order_by("programme__name", "slug"))
    if due:
        mails.check_again(due, key=key)
    return len(due)


@due_job
def forget_watchers() -> int:
    return watching.forget_run_out()
