"""What changed between two versions of a rule, in words; that somebody checked it is no change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.funding.describing import Lines, describe
from klimanetz.features.funding.models import Rule
from klimanetz.features.funding.terms import Terms, terms_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One point that is not as it was."""

    label: str
    before: Lines
    after: Lines

    def __str__(self) -> str:
        """`Wie viel: bisher 70 %, jetzt 65 %`; what both say is left out."""
        gone = [line for line in self.before if line not in self.after]
        come = [line for line in self.after if line not in self.before]
        said = {
            "label": self.label,
            "before": "; ".join(gone) or _("keine Angabe"),
            "after": "; ".join(come) or _("keine Angabe"),
        }
        if self.before and not gone:
            return _("%(label)s: neu dazu %(after)s") % said
        if self.after and not come:
            return _("%(label)s: es entfällt %(before)s") % said
        return _("%(label)s: bisher %(before)s, jetzt %(after)s") % said


@dataclass(frozen=True, slots=True)
class Change:
    """That a rule was succeeded by a new version: when we wrote it down, and what is different.

    `rule` is the row of the new version. `sentences` are in the language that was active.
    """

    programme: str
    programme_name: str
    title: str
    on: date
    sentences: tuple[str, ...]
    rule: int
    source: str = ""
    source_url: str = ""


def compare(before: Terms, after: Terms) -> list[Difference]:
    """In which order something is listed makes no difference."""
    return [
        Difference(then.label, then.lines, now.lines)
        for then, now in zip(describe(before), describe(after), strict=True)
        if sorted(then.lines) != sorted(now.lines)
    ]


def list_changes(rules: Iterable[Rule]) -> list[Change]:
    """Of versions that came with their predecessors (`with_predecessors`); none that says the same.

    The newest first.
    """
    found = [change for rule in rules if rule.before and (change := change_of(rule))]
    return sorted(found, key=lambda change: (change.on, change.rule), reverse=True)


def change_of(rule: Rule) -> Change | None:
    assert rule.before is not None  # noqa: S101 - for the types
    after = terms_of(rule)
    differences = compare(terms_of(rule.before), after)
    if not differences:
        return None
    return Change(
        programme=after.programme,
        programme_name=after.programme_name,
        title=after.title,
        on=timezone.localdate(rule.entered_at),
        sentences=tuple(map(str, differences)),
        rule=rule.pk,
        source=after.source,
        source_url=after.source_url,
    )


def with_predecessors(rules: Iterable[int]) -> list[Rule]:
    """These versions, each with the one before it; the oldest first, in a few queries."""
    found = list(Rule.objects.filter(pk__in=rules).with_terms().order_by("entered_at", "pk"))
    before = Rule.objects.with_terms().in_bulk([rule.before_id for rule in found])
    for rule in found:
        rule.before = before.get(rule.before_id or 0)
    return found


def changes_since(day: date) -> list[Change]:
    """What we wrote down since the end of `day`: whoever looked on it knows the rest."""
    end = timezone.make_aware(datetime.combine(day, time.max))
    newer = Rule.objects.filter(predecessor__isnull=False, entered_at__gt=end)
    keys = list(newer.values_list("pk", flat=True))
    return list_changes(with_predecessors(keys)) if keys else []
