"""What a change of a programme means for its rules: which versions have to be written anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.funding.drafts import Draft, fresh_copy
from klimanetz.features.funding.frames import REPEATED, ends_before_it_begins, narrow, repeat
from klimanetz.features.funding.models import Programme, Rule
from klimanetz.features.funding.reading import place_of_holding

#: What a programme can change in a rule.
TOUCHED = (*REPEATED, "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A version that holds or is to come, and what it would say."""

    rule: Rule
    draft: Draft

    @property
    def changes(self) -> bool:
        return any(getattr(self.rule, name) != getattr(self.draft.rule, name) for name in TOUCHED)


def list_rewrites(programme: Programme) -> list[Rewrite]:
    """Of a programme as it is to be, in the order in which they are written; three queries.

    Whatever comes after a version that is written anew is written again, too: else the new one
    would overtake it.
    """
    rules = Rule.objects.with_terms().filter(programme=programme.pk).order_by("slug", "version")
    found: list[Rewrite] = []
    for _slug, group in groupby(rules, key=lambda rule: rule.slug):
        chain = list(group)
        anew = (rewrite(rule, programme) for rule in chain[place_of_holding(chain) :])
        found += dropwhile(lambda one: not one.changes, anew)
    return found


def rewrite(rule: Rule, programme: Programme) -> Rewrite:
    """The same in all but what the programme says; when it was checked is no other, either."""
    fresh = narrow(repeat(fresh_copy(rule), programme), programme)
    fresh.programme, fresh.amends, fresh.entered_at = programme, rule, timezone.now()
    rates = tuple(map(fresh_copy, rule.rates.all()))
    return Rewrite(rule, Draft(fresh, rates, tuple(map(fresh_copy, rule.conditions.all()))))


def complain_of_empty(rewrites: Iterable[Rewrite]) -> Iterator[str]:
    titles = [one.rule.title for one in rewrites if ends_before_it_begins(one.draft.rule)]
    if titles:
        yield _(
            "Diese Regeln liegen ganz außerhalb der neuen Laufzeit: %(rules)s. Bitte kennzeichnen "
            "Sie sie zuerst als abgelaufen, oder schreiben Sie ihnen eine neue Fassung."
        ) % {"rules": "; ".join(titles)}
