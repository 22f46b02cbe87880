"""Who leaves the network offers nothing any more; what has a place is for the organisers to see."""

from klimanetz.core.farewell import at_farewell
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.people.models import Person


@at_farewell
def take_back_contributions(person: Person, actor: object) -> None:
    for contribution in Contribution.objects.standing().filter(proposer=person).order_by("pk"):
        actions.withdraw(contribution, actor=actor)
