"""Telling everyone whom it concerns what changed, once, and not in the middle of the work on it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.jobs import A_FEW
from klimanetz.features.funding import mails
from klimanetz.features.funding.changes import with_predecessors
from klimanetz.features.funding.concerned import Concerned, find_concerned
from klimanetz.features.funding.models import Rule, RuleQuerySet, Telling, Watcher
from klimanetz.features.funding.results import result_path

#: What is written down within an hour is told in one mail.
QUIET = timedelta(hours=1)


def untold() -> RuleQuerySet:
    """New versions that nobody was told of."""
    return Rule.objects.filter(predecessor__isnull=False, telling__isnull=True)


def find_due() -> list[int]:
    """All that was not told, once nothing has been added for an hour."""
    waiting = dict(untold().values_list("pk", "entered_at"))
    calm = timezone.now() - QUIET
    return sorted(waiting) if all(at <= calm for at in waiting.values()) else []


@transaction.atomic
def tell_concerned() -> int:
    """Those whom others know, e.g. who has an open case; returns how many versions were told.

    Whoever comes second, as another worker does, finds nothing left.
    """
    locked = Rule.objects.select_for_update().filter(pk__in=find_due()).order_by("pk")
    told = set(Telling.objects.values_list("rule", flat=True))
    due = [rule.pk for rule in locked if rule.pk not in told]
    if not due:
        return 0
    Telling.objects.bulk_create(Telling(rule_id=pk) for pk in due)
    for things, rules in find_readers(with_predecessors(due)):
        mails.changed(things, rules)
    for rule in locked:
        record("tell_changes", rule)
    return len(due)


def find_readers(rules: list[Rule]) -> Iterator[tuple[list[Concerned], list[Rule]]]:
    """For each address everything of theirs that it concerns, and the rules of all of that."""
    things: defaultdict[str, dict[Concerned, None]] = defaultdict(dict)
    due: defaultdict[str, dict[Rule, None]] = defaultdict(dict)
    for rule in rules:
        for one in find_concerned(rule.programme.slug):
            things[one.address.lower()][one] = None
            due[one.address.lower()][rule] = None
    return ((list(things[address]), list(due[address])) for address in things)


def last_told() -> datetime | None:
    latest: datetime | None = Telling.objects.aggregate(at=Max("rule__entered_at"))["at"]
    return latest


@transaction.atomic
def tell_watchers() -> int:
    """A few of those who have not heard of everything that was told; each of all in one mail."""
    latest = last_told()
    if latest is None:
        return 0
    behind = Watcher.objects.confirmed().filter(seen_at__lt=latest).order_by("pk")
    few = list(behind.select_for_update()[:A_FEW])
    if few:
        since = min(watcher.seen_at for watcher in few)
        newer = Rule.objects.filter(telling__isnull=False, entered_at__gt=since)
        rules = with_predecessors(list(newer.values_list("pk", flat=True)))
        for watcher in few:
            tell_watcher(watcher, [rule for rule in rules if rule.entered_at > watcher.seen_at])
        Watcher.objects.filter(pk__in=[one.pk for one in few]).update(seen_at=latest)
    return len(few)


def tell_watcher(watcher: Watcher, rules: list[Rule]) -> None:
    result = result_path(watcher.query)
    url = settings.BASE_URL + (result or reverse("programmes"))
    reader = Concerned(watcher.email, name="", about="", url=url, language=watcher.language)
    stop = settings.BASE_URL + watcher.get_absolute_url()
    mails.changed([reader], rules, stop=stop, checked=bool(result))
