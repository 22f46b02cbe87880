"""Who presents reads the mails about it where they read mail today."""

from klimanetz.core.readdressing import at_new_address
from klimanetz.features.meetings.agenda.models import Talk
from klimanetz.people.models import Person


@at_new_address
def follow(person: Person, old: str) -> None:
    Talk.objects.open().filter(item__presenter=person, email__iexact=old).update(email=person.email)
