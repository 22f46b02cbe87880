"""A version of a rule before it is one: the same content from a page and from a file."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Final

from django.db.models import Model

from klimanetz.features.funding.models import Condition, Rate, Rule
from klimanetz.features.funding.stating import plain
from klimanetz.features.funding.terms import Terms, terms_from

#: What a rule says, apart from when and by whom that was checked.
SAYS: Final = (
    "title", "purpose", "applicants", "duration_months", "minimum_costs", "cap",
    "cap_per_participant", "minimum_participants", "own_share", "cumulation", "cumulation_ceiling",
    "cumulation_order", "documents", "window_opens", "window_closes", "decision_months",
    "lead_months", "note", "valid_from", "valid_to", "status", "source_url", "source",
)  # fmt: skip
RATE_SAYS: Final = (
    "question_id", "population_from", "population_to", "shared", "percent",
    "euros_per_inhabitant", "euros",
)  # fmt: skip
CONDITION_SAYS: Final = ("question_id", "wanted", "otherwise")


@dataclass(frozen=True, slots=True)
class Draft:
    """Rows that are not written yet. `rule.programme` is set, version and predecessor are not."""

    rule: Rule
    rates: tuple[Rate, ...]
    conditions: tuple[Condition, ...]

    @property
    def rows(self) -> tuple[Rate | Condition, ...]:
        return (*self.rates, *self.conditions)

    def terms(self) -> Terms:
        """What the version would answer with, to try it out before it is written."""
        return terms_from(self.rule, self.rates, self.conditions)

    def content(self) -> object:
        return content_of(self.rule, self.rates, self.conditions)


def content_of(rule: Rule, rates: Iterable[Rate], conditions: Iterable[Condition]) -> object:
    """Equal where two versions say the same."""
    return (
        tuple(say(rule, name) for name in SAYS),
        frozenset(tuple(getattr(one, name) for name in RATE_SAYS) for one in rates),
        frozenset(tuple(getattr(one, name) for name in CONDITION_SAYS) for one in conditions),
    )


def say(rule: Rule, name: str) -> object:
    """Applicants have no order, and a form ends its lines like a machine of 1970."""
    value = getattr(rule, name)
    if isinstance(value, list):
        return frozenset(value)
    return plain(value) if isinstance(value, str) else value


def written_content(rule: Rule) -> object:
    """That of a version in the database; needs `Rule.objects.with_terms()` where there are many."""
    return content_of(rule, rule.rates.all(), rule.conditions.all())


def fresh_copy[Row: Model](row: Row) -> Row:
    """The same content for a row of its own."""
    fresh = copy(row)
    fresh.pk = None
    fresh._state.adding = True
    return fresh
