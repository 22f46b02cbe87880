"""What a case has to know of the programmes: told by funding, heard by advising."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from klimanetz.features.advising.programmes import ProgrammeFacts, programme_source
from klimanetz.features.funding.models import Rule
from klimanetz.features.funding.models.vocabulary import Purpose, Status
from klimanetz.features.funding.terms import Terms, read_terms

#: The question whose "yes" rules out a first grant.
HAS_CONCEPT = "konzept"


@programme_source
def tell_programmes() -> tuple[ProgrammeFacts, ...]:
    """Those that can be applied for today stand first; three queries."""
    terms = read_terms(Rule.objects.holding().with_terms())
    by_programme = groupby(sorted(terms, key=lambda one: one.programme), lambda one: one.programme)
    facts = [sum_up(slug, list(rules)) for slug, rules in by_programme]
    return tuple(sorted(facts, key=lambda one: (not one.available, one.name)))


def sum_up(slug: str, rules: Sequence[Terms]) -> ProgrammeFacts:
    """A rule for a new position speaks for its programme; where there is none, all do."""
    first = [one for one in rules if one.purpose == Purpose.NEW_POSITION] or rules
    return ProgrammeFacts(
        slug=slug,
        name=rules[0].programme_name,
        url=reverse("programme", args=[slug]),
        available=any(is_available(one) for one in rules),
        window_closes=min(present(one.window_closes for one in first), default=None),
        decision_months=max(present(one.decision_months for one in first), default=None),
        duration_months=max(present(one.duration_months for one in first), default=None),
        needs_no_concept=any(excludes_concept(one) for one in first),
    )


def is_available(terms: Terms) -> bool:
    today = timezone.localdate()
    begun = terms.valid_from is None or terms.valid_from <= today
    lasting = terms.valid_to is None or terms.valid_to >= today
    return terms.status == Status.ACTIVE and begun and lasting


def excludes_concept(terms: Terms) -> bool:
    return any(one.question == HAS_CONCEPT and not one.wanted for one in terms.requirements)


def present[T](values: Iterable[T | None]) -> list[T]:
    return [value for value in values if value is not None]
