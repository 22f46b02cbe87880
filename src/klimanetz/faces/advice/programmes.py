"""What a case has to know of the programmes: told by funding, heard by advising."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from klimanetz.features.advising.applications.cautions import HAS_CONCEPT
from klimanetz.features.advising.programmes import ProgrammeFacts, programme_source
from klimanetz.features.funding.models import Condition, Purpose, Rule, Status

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Known(TypedDict):
        excludes_concept: bool

    type KnownRule = WithAnnotations[Rule, Known]


@programme_source
def tell_programmes() -> tuple[ProgrammeFacts, ...]:
    """Those that can be applied for today stand first; one query, as every case asks."""
    excluded = Condition.objects.filter(
        rule=OuterRef("pk"), question__slug=HAS_CONCEPT, wanted=False
    )
    rules = (
        Rule.objects.holding()
        .select_related("programme")
        .annotate(excludes_concept=Exists(excluded))
        .order_by("programme__slug", "pk")
    )
    by_programme = groupby(rules, lambda rule: rule.programme.slug)
    facts = [sum_up(cast("list[KnownRule]", list(group))) for _slug, group in by_programme]
    return tuple(sorted(facts, key=lambda one: (not one.available, one.name)))


def sum_up(rules: "Sequence[KnownRule]") -> ProgrammeFacts:
    """Rules for a new position speak for their programme, where there are none, all; and what is
    over says nothing where another holds."""
    meant = [rule for rule in rules if rule.purpose == Purpose.NEW_POSITION] or rules
    held = [rule for rule in meant if is_available(rule)]
    speak, programme = held or meant, rules[0].programme
    return ProgrammeFacts(
        slug=programme.slug,
        name=programme.name,
        url=reverse("programme", args=[programme.slug]),
        available=bool(held),
        window_closes=min(present(rule.window_closes for rule in speak), default=None),
        decision_months=max(present(rule.decision_months for rule in speak), default=None),
        duration_months=max(present(rule.duration_months for rule in speak), default=None),
        needs_no_concept=any(rule.excludes_concept for rule in speak),
    )


def is_available(rule: Rule) -> bool:
    """Checked, and within the days of the rule and of its programme."""
    today = timezone.localdate()
    starts = present((rule.valid_from, rule.programme.valid_from))
    ends = present((rule.valid_to, rule.programme.valid_to))
    return rule.status == Status.ACTIVE and max(starts, default=today) <= today <= min(
        ends, default=today
    )


def present[T](values: Iterable[T | None]) -> list[T]:
    return [value for value in values if value is not None]
