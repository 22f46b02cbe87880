"""Who leaves reads no calendar of the network any more."""

from klimanetz.core.farewell import at_farewell
from klimanetz.features.meetings.subscription.actions import close_calendar
from klimanetz.people.models import Person


@at_farewell
def close(person: Person, actor: object) -> None:
    close_calendar(person, actor=actor)
