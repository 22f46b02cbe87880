"""Being told of changes: ask for it, confirm it by the link, ask for it no more."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import BY_LINK, record
from klimanetz.features.funding import mails
from klimanetz.features.funding.models import Watcher


@transaction.atomic
def ask_to_watch(email: str, query: str, *, language: str) -> None:
    """Writes the mail with the link; also to somebody who watches already, who may prolong it.

    Whoever asks learns nothing about the address.
    """
    watcher, _fresh = Watcher.objects.get_or_create(
        email=email.strip().lower(), query=query, defaults={"language": language}
    )
    if watcher.confirmed_at is None:
        watcher.created_at = watcher.seen_at = timezone.now()
        watcher.save(update_fields=["created_at", "seen_at"])
    mails.confirm_watching(watcher)


@transaction.atomic
def confirm_watching(watcher: Watcher) -> None:
    """From now on for two years; again and again as often as one confirms."""
    fresh = watcher.confirmed_at is None
    Watcher.objects.filter(pk=watcher.pk).update(confirmed_at=timezone.now())
    if fresh:
        record("watch_rules", watcher, actor=BY_LINK)


@transaction.atomic
def stop_watching(watcher: Watcher) -> None:
    """Nothing of it is kept."""
    if Watcher.objects.filter(pk=watcher.pk).delete()[0]:
        record("stop_watching", watcher, actor=BY_LINK)


def forget_run_out() -> int:
    """Who did not confirm in time, or not for two years."""
    return Watcher.objects.run_out().delete()[0]
