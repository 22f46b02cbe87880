"""Who leaves the network writes no minutes any more and is reminded of nothing.

What they promised stays open, with their name, for somebody else to take on.
"""

from django.db.models import Q

from klimanetz.core.farewell import at_farewell
from klimanetz.features.meetings.minutes.models import ActionItem, Entry, Minutes
from klimanetz.people.models import Person


@at_farewell
def hand_back(person: Person, actor: object) -> None:  # noqa: ARG001 - nobody is told
    Minutes.objects.filter(taker=person).update(taker=None)
    theirs = Q(owner=person) | Q(owner=None, owner_email__iexact=person.email)
    ActionItem.objects.open().filter(theirs).update(owner=None, owner_email="")
    # What is written, too: else the next release would hand it back to them.
    done = ActionItem.objects.exclude(done_at=None).exclude(entry=None)
    entries = Entry.objects.filter(theirs).exclude(pk__in=done.values("entry"))
    entries.update(owner=None, owner_email="")
