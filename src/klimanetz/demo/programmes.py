"""Somebody who asked to be told of changes, and a rule of which we learnt more since.

Nothing about money is invented: the earlier version only does not know yet how long it takes.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from klimanetz.features.funding.drafts import fresh_copy
from klimanetz.features.funding.models import Rule, Status, Watcher
from klimanetz.features.funding.telling import tell_concerned, tell_watchers

#: Looked so many days ago; the rule was entered before and completed after that.
LOOKED, ENTERED, COMPLETED = 12, 60, 5
#: Of towns that are looking for a way to their first post.
WATCHERS = (
    ("buergermeisterin@grossbreitenbach.example", "kommune=160700058058&weg=eigene"),
    ("bauamt@geratal.example", "kommune=160700057057&weg=eigene"),
)


def create_watchers() -> None:
    """The day's mail about it lies in the mailbox of the demo."""
    looked = days_ago(LOOKED)
    for email, query in WATCHERS:
        Watcher.objects.create(
            email=email, query=query, created_at=looked, seen_at=looked, confirmed_at=looked
        )
    known = Rule.objects.current().filter(status=Status.ACTIVE, decision_months__isnull=False)
    for rule in known.with_terms()[:1]:
        complete(rule)
    tell_concerned()
    tell_watchers()


def complete(rule: Rule) -> None:
    """Make `rule` the second version of itself."""
    first = fresh_copy(rule)
    first.decision_months, first.entered_at = None, days_ago(ENTERED)
    Rule.objects.filter(pk=rule.pk).update(version=2)
    first.save()
    for rate in map(fresh_copy, rule.rates.all()):
        rate.rule = first
        rate.save()
    for condition in map(fresh_copy, rule.conditions.all()):
        condition.rule = first
        condition.save()
    Rule.objects.filter(pk=rule.pk).update(predecessor=first, entered_at=days_ago(COMPLETED))


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
