"""What somebody has to look through or promised to do reaches them where they read mail today."""

from klimanetz.core.readdressing import at_new_address
from klimanetz.features.meetings.minutes.models import ActionItem, Entry, Reader
from klimanetz.features.meetings.models import State
from klimanetz.people.models import Person


@at_new_address
def follow(person: Person, old: str) -> None:
    """Told at the old address they are told; nobody hears of the same thing twice."""
    readers = Reader.objects.filter(person=person, email__iexact=old)
    readers = readers.filter(minutes__meeting__state=State.IN_REVIEW)
    others = Reader.objects.filter(email__iexact=person.email).exclude(person=person)
    readers.exclude(minutes__in=others.values("minutes")).update(email=person.email)
    Entry.objects.filter(owner=person, owner_email__iexact=old).update(owner_email=person.email)
    mine = ActionItem.objects.open().filter(owner=person)
    mine.filter(told_to__iexact=old).update(told_to=person.email)
    mine.filter(owner_email__iexact=old).update(owner_email=person.email)
