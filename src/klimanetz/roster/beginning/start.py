"""Since when somebody is here."""

from datetime import date, timedelta

from django.db.models import Min, Q
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.beginning.models.checklist import DAYS


def first_day(person: Person) -> date:
    """The first day in a position or in the network; where nobody knows it, when we met."""
    in_post = Q(memberships__role__in=POSITION_ROLES)
    found = Person.objects.filter(pk=person.pk).aggregate(
        member=Min("memberships__starts", filter=in_post), holder=Min("holdings__starts")
    )
    known = [day for day in found.values() if day is not None]
    return min(known, default=timezone.localdate(person.created_at))


def is_new(start: date) -> bool:
    return timezone.localdate() < start + timedelta(days=DAYS)
