"""Who left, and when what tells who they were is taken away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.people.models import Person
from klimanetz.roster.models import Holding, Membership


@dataclass(frozen=True, slots=True)
class Leaver:
    """`had_role`: someone who never had one counts from the day they were entered."""

    person: Person
    left_on: date
    had_role: bool
    erase_on: date

    @property
    def is_due(self) -> bool:
        return self.erase_on <= timezone.localdate()


def lasting() -> Q:
    """Roles and posts that stand today or begin later."""
    return Q(ends__isnull=True) | Q(ends__gte=timezone.localdate())


def has_role(person: Person) -> bool:
    roles = Membership.objects.filter(lasting(), person=person)
    return roles.exists() or Holding.objects.filter(lasting(), person=person).exists()


def last_end(model: type[Membership | Holding]) -> Subquery:
    of_one = model.objects.filter(person=OuterRef("pk")).order_by().values("person")
    return Subquery(of_one.annotate(last=Max("ends")).values("last"))


def departed(by: date | None = None) -> QuerySet[Person]:
    """Everyone without a role today or to come who is still known, the first who left first.

    With `last_role` and `left_on`; only those who left `by` a day, if one is given.
    """
    role, post = last_end(Membership), last_end(Holding)
    people: Any = Person.objects.filter(erased_at=None)
    without_role = people.exclude(
        Exists(Membership.objects.filter(lasting(), person=OuterRef("pk")))
    ).exclude(Exists(Holding.objects.filter(lasting(), person=OuterRef("pk"))))
    left: QuerySet[Person] = (
        without_role.annotate(last_role=Greatest(Coalesce(role, post), Coalesce(post, role)))
        .annotate(left_on=Coalesce("last_role", TruncDate("created_at")))
        .order_by("left_on", "pk")
    )
    return left.filter(Q(left_on__lte=by)) if by else left


def read_leaver(person: Person, months: int) -> Leaver:
    """`person` as `departed` annotates it."""
    known: dict[str, date] = vars(person)
    left_on = known["left_on"]
    return Leaver(person, left_on, known["last_role"] is not None, add_months(left_on, months))


def find_due(most: int) -> Iterator[Leaver]:
    """At most so many whose time is over today; one query besides the network's rule."""
    months = Network.objects.current().keep_months
    # Months differ in length: a few days more are asked for, then each is looked at.
    latest = add_months(timezone.localdate(), -months) + timedelta(days=3)
    for person in departed(latest)[:most]:
        leaver = read_leaver(person, months)
        if leaver.is_due:
            yield leaver
