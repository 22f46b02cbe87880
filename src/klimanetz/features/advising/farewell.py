"""Who leaves the network has no cases in hand any more; they wait for somebody else.

Closed ones, too: their mails may still be answered.
"""

from klimanetz.core.farewell import at_farewell
from klimanetz.features.advising.actions import hand_over
from klimanetz.features.advising.models import Case
from klimanetz.people.models import Person


@at_farewell
def give_cases_back(person: Person, actor: object) -> None:
    for case in Case.objects.filter(owner=person).order_by("pk"):
        hand_over(case, None, actor=actor)
