"""Which rules somebody should look at again in their source."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from klimanetz.core.months import add_months
from klimanetz.features.funding.models import Rule, RuleQuerySet, Status

#: A check is good for so many months.
GOOD_FOR = 6


def oldest_good(today: date | None = None) -> date:
    return add_months(today or timezone.localdate(), -GOOD_FOR)


def find_unchecked() -> RuleQuerySet:
    """Of the last versions those never checked, or not for half a year; what expired may rest."""
    never = Q(checked_on__isnull=True) | Q(checked_on__lt=oldest_good())
    return Rule.objects.current().exclude(status=Status.EXPIRED).filter(never)


def is_due(rule: Rule) -> bool:
    """The same question to one of the last versions."""
    if rule.status == Status.EXPIRED:
        return False
    return rule.checked_on is None or rule.checked_on < oldest_good()
