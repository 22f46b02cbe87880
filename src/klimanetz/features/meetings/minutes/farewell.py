"""Who leaves the network writes no minutes any more and is reminded of nothing.

What they promised stays open, with their name, for somebody else to take on.
"""

from klimanetz.core.farewell import at_farewell
from klimanetz.features.meetings.minutes.models import ActionItem, Minutes
from klimanetz.people.models import Person


@at_farewell
def hand_back(person: Person, actor: object) -> None:  # noqa: ARG001 - nobody is told
    Minutes.objects.filter(taker=person).update(taker=None)
    ActionItem.objects.open().filter(owner=person).update(owner=None, owner_email="")
