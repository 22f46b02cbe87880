"""What holds on a day, read for whoever asks."""

from datetime import date

from klimanetz.core.public import kept_for_all
from klimanetz.features.funding.models import Rule
from klimanetz.features.funding.terms import Terms, read_terms


@kept_for_all
def read_holding(on: date) -> tuple[Terms, ...]:
    """Every rule that holds on that day; three queries."""
    return read_terms(Rule.objects.holding(on).with_terms())
