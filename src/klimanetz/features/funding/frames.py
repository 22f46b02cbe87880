"""The days of a programme are the frame of its rules; when one can apply, the rules say alone.

So whoever narrows a programme writes new versions of its rules first: each with its preview, and
everyone whom it concerns is told.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from klimanetz.features.funding.models import Programme, Rule, RuleQuerySet, Status
from klimanetz.features.funding.wording import say_day


def fit(rule: Rule) -> Rule:
    """A rule that names no days of its own holds as long as its programme does."""
    rule.valid_from = rule.valid_from or rule.programme.valid_from
    rule.valid_to = rule.valid_to or rule.programme.valid_to
    return rule


def find_outlasting(programme: Programme) -> RuleQuerySet:
    """The last versions that would begin before the programme, or end after it."""
    outside = Q(pk__in=())
    if programme.valid_from:
        outside |= Q(valid_from=None) | Q(valid_from__lt=programme.valid_from)
    if programme.valid_to:
        outside |= Q(valid_to=None) | Q(valid_to__gt=programme.valid_to)
    current = Rule.objects.current().filter(programme=programme)
    return current.exclude(status=Status.EXPIRED).filter(outside).order_by("title", "pk")


def complain_of_outlasting(programme: Programme) -> Iterator[str]:
    titles = list(find_outlasting(programme).values_list("title", flat=True))
    if titles:
        yield _(
            "Diese Regeln gelten länger, als das Programm dann noch läuft: %(rules)s. Bitte "
            "schreiben Sie ihnen zuerst eine neue Fassung; dabei sehen Sie, für wen sich etwas "
            "ändert, und wer betroffen ist, bekommt Bescheid."
        ) % {"rules": "; ".join(titles)}


def complain_of_days(rule: Rule) -> Iterator[tuple[str, str]]:
    """By the name of the field: what lies outside the frame."""
    begins, ends = rule.programme.valid_from, rule.programme.valid_to
    if begins and rule.valid_from and rule.valid_from < begins:
        said = _("Das Programm läuft erst ab %(day)s.") % {"day": say_day(begins)}
        yield "valid_from", said
    if ends and max(filter(None, (rule.valid_from, rule.valid_to)), default=ends) > ends:
        said = _("Das Programm läuft nur bis %(day)s.") % {"day": say_day(ends)}
        yield ("valid_to" if rule.valid_to else "valid_from"), said
