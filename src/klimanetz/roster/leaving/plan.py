"""What would happen if somebody left today: said before they decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.people.models import Person
from klimanetz.roster.leaving.retention import departed, has_role, lasting, read_leaver
from klimanetz.roster.models import Holding


@dataclass(frozen=True, slots=True)
class Departure:
    """`gone`: has left already; then `erase_on` is when the rule erases them.

    `begun`: those of the `posts` whose first day has come, so that there is a file to hand over.
    """

    gone: bool
    posts: Sequence[Holding]
    begun: Sequence[Holding]
    months: int
    erase_on: date


def plan_departure(person: Person) -> Departure:
    months = Network.objects.current().keep_months
    if not has_role(person):
        leaver = read_leaver(departed().get(pk=person.pk), months)
        return Departure(True, (), (), months, leaver.erase_on)
    lasting_posts = Holding.objects.filter(lasting(), person=person).order_by("pk")
    posts = list(lasting_posts.select_related("position__authority"))
    today = timezone.localdate()
    begun = [post for post in posts if post.starts is None or post.starts <= today]
    return Departure(False, posts, begun, months, add_months(today - timedelta(days=1), months))
