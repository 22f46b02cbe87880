"""A rule that ended: a new version that says so, and nothing else of it."""

from django.utils import timezone

from klimanetz.core.audit import name_actor
from klimanetz.features.funding.actions import succeed_rule
from klimanetz.features.funding.drafts import Draft, fresh_copy
from klimanetz.features.funding.models import Rule, Status


def expire_rule(rule: Rule, *, actor: object) -> Rule:
    """Whoever presses the button has just looked; refused as any other new version is."""
    fresh = fresh_copy(rule)
    fresh.status, fresh.shipped = Status.EXPIRED, False
    fresh.entered_at = timezone.now()
    fresh.checked_on = timezone.localdate()
    fresh.checked_by = name_actor(str(actor))[:160]
    rates = tuple(map(fresh_copy, rule.rates.all()))
    conditions = tuple(map(fresh_copy, rule.conditions.all()))
    return succeed_rule(rule, Draft(fresh, rates, conditions), actor=actor)
