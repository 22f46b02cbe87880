"""Who hears of what happens in a case."""

from klimanetz.features.advising import rules
from klimanetz.features.advising.models import Case
from klimanetz.people.models import Person


def advisers_of(case: Case) -> list[Person]:
    """Whoever has it in hand, else all who run the network."""
    owner = case.owner
    return [owner] if owner and rules.can_own(owner) else list(Person.objects.organisers())
