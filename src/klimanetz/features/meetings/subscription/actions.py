"""Open, renew and close the own calendar."""

from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.features.meetings.subscription.models import Subscription, new_token
from klimanetz.people.models import Person


@transaction.atomic
def open_calendar(person: Person, *, actor: object) -> Subscription:
    """A secret address for the calendar; the one there is where there is one."""
    subscription, fresh = Subscription.objects.get_or_create(person=person)
    if fresh:
        record("open_calendar", person, actor=actor)
    return subscription


@transaction.atomic
def renew_calendar(person: Person, *, actor: object) -> Subscription:
    """Another address; who knew the old one reads nothing any more."""
    subscription = open_calendar(person, actor=actor)
    subscription.token = new_token()
    subscription.save(update_fields=["token"])
    record("renew_calendar", person, actor=actor)
    return subscription


@transaction.atomic
def close_calendar(person: Person, *, actor: object) -> None:
    if Subscription.objects.filter(person=person).delete()[0]:
        record("close_calendar", person, actor=actor)
