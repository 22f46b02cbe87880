"""Who is asked, and when."""

from datetime import datetime, time, timedelta
from math import ceil

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from klimanetz.mail.models import Address
from klimanetz.people.models import Person
from klimanetz.people.roles import MEMBER_ROLES
from klimanetz.roster.confirming.models import Confirmation
from klimanetz.roster.models import Membership

ASKED_EVERY = timedelta(days=365)
#: A roster that was read in on one day is asked over four weeks.
SPREAD_OVER_DAYS = 28


def members() -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.filter(Exists(roles()), is_active=True)
    return people


def roles() -> QuerySet[Membership]:
    """The roles that make a member of the person of the outer query."""
    return Membership.objects.valid().filter(person=OuterRef("pk"), role__in=MEMBER_ROLES)


def closed() -> Exists:
    return Exists(Address.objects.closed().filter(address=OuterRef("email")))


def due_by_year() -> QuerySet[Person]:
    """Members who joined, were asked and answered all more than a year ago; the oldest first."""
    year_ago = timezone.now() - ASKED_EVERY
    heard_of = Confirmation.objects.filter(
        Q(asked_at__gt=year_ago) | Q(answered_at__gt=year_ago), person=OuterRef("pk")
    )
    joined = roles().filter(starts__gt=timezone.localdate(year_ago))
    due = members().filter(~Exists(heard_of), ~Exists(joined), ~closed(), created_at__lte=year_ago)
    return due.order_by("created_at", "pk")


def due_by_return() -> QuerySet[Person]:
    """Members from whom a mail came back before today: the question also tries the address."""
    came_back = Address.objects.filter(
        address=OuterRef("email"), closed_at__isnull=True, came_back_at__lt=midnight()
    )
    since = Confirmation.objects.filter(
        Q(asked_at__gte=OuterRef("came_back_at")) | Q(answered_at__gte=OuterRef("came_back_at")),
        person__email=OuterRef("address"),
    )
    return members().filter(Exists(came_back.filter(~Exists(since)))).order_by("pk")


def due_today() -> list[Person]:
    """Who is asked now: whose mail came back, and of the others as many as a day takes."""
    by_return = list(due_by_return())
    asked = Confirmation.objects.filter(asked_at__gte=midnight()).count()
    left = max(0, ceil(members().count() / SPREAD_OVER_DAYS) - asked)
    known = {person.pk for person in by_return}
    return by_return + [person for person in due_by_year()[:left] if person.pk not in known]


def midnight() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
