"""What would happen if somebody left today: said before they decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.roster.leaving.retention import add_months, departed, has_role, lasting, read_leaver
from klimanetz.roster.models import Holding


@dataclass(frozen=True, slots=True)
class Departure:
    """`gone`: has left already; then `erase_on` is when the rule erases them."""

    gone: bool
    posts: Sequence[Holding]
    months: int
    erase_on: date


def plan_departure(person: Person) -> Departure:
    months = Network.objects.current().keep_months
    if not has_role(person):
        leaver = read_leaver(departed().get(pk=person.pk), months)
        return Departure(True, (), months, leaver.erase_on)
    posts = Holding.objects.filter(lasting(), person=person).select_related("position__authority")
    yesterday = timezone.localdate() - timedelta(days=1)
    return Departure(False, list(posts.order_by("pk")), months, add_months(yesterday, months))
