"""Takes away who it was: that somebody was there, from which place, stays."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.custody import NOBODY
from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.features.meetings.day.models import Certificate, Tap
from klimanetz.features.meetings.forgetting import forget_stranger
from klimanetz.features.meetings.models import Attendance
from klimanetz.people.models import Person

#: So many are forgotten at once.
BATCH = 50


def of(person: Person) -> QuerySet[Attendance]:
    """By any of their addresses; by name where no address was left, as of a deputy."""
    by_name = Q(email="", name__in=person.traces.names)
    found = Attendance.objects.filter(by_name)
    for address in person.traces.addresses:
        found |= Attendance.objects.filter(email__iexact=address)
    return found


def erase_attendances(person: Person) -> int:
    """Also as the organiser who noted others."""
    return make_nobody(of(person)) + sum(
        (
            Attendance.objects.filter(noted_by__in=person.traces.names).update(noted_by=NOBODY),
            Tap.objects.filter(by__in=person.traces.names).update(by=NOBODY),
            Certificate.objects.filter(released_by__in=person.traces.names).update(
                released_by=NOBODY
            ),
        )
    )


def make_nobody(entries: QuerySet[Attendance]) -> int:
    """Their certificate goes with the name: nobody can fetch it any more."""
    known = list(entries.exclude(name=NOBODY).values_list("pk", flat=True))
    Certificate.objects.filter(attendance__in=known).delete()
    return Attendance.objects.filter(pk__in=known).update(name=NOBODY, email="")


def forget_strangers() -> int:
    """Whoever was there and is nobody the network knows, as long after as it keeps who left."""
    network = Network.objects.current()
    past = add_months(timezone.localdate(), -network.keep_months)
    return forget_until(past, network) if due(past).exists() else 0


@transaction.atomic
def forget_until(past: date, network: Network) -> int:
    strangers = list(due(past)[:BATCH])
    number = make_nobody(Attendance.objects.filter(pk__in=[one.pk for one in strangers]))
    for one in strangers:
        forget_stranger(one.email, one.name)
    record("erase_by_rule", network, number=number, months=network.keep_months)
    return number


def due(past: date) -> QuerySet[Attendance]:
    """A deputy is known by an address alone, a member by the invitation, too."""
    own = Q(invitation__person__isnull=False, invitation__deputy_name="")
    old = Attendance.objects.filter(meeting__ends_at__date__lt=past).exclude(name=NOBODY)
    return old.exclude(own).exclude(email__in=Person.objects.values("email")).order_by("pk")
