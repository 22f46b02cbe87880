"""What the organisers see of tandems."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.beginning.models import Tandem
from klimanetz.roster.beginning.models.checklist import DAYS
from klimanetz.roster.beginning.posts import Post, posts_of


@dataclass(frozen=True, slots=True)
class Pair:
    tandem: Tandem
    newcomer_post: Post | None
    buddy_post: Post | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody in the first 100 days whom nobody goes with."""

    person: Person
    since: date
    post: Post | None


def list_pairs() -> list[Pair]:
    """Two queries."""
    tandems = list(Tandem.objects.standing().select_related("newcomer", "buddy"))
    posts = posts_of({pk for one in tandems for pk in (one.newcomer_id, one.buddy_id)})
    return [
        Pair(
            one,
            next(iter(posts[one.newcomer_id]), None),
            next(iter(posts[one.buddy_id]), None),
        )
        for one in tandems
    ]


def list_newcomers() -> list[Newcomer]:
    """The newest first; two queries."""
    first = Min("holdings__starts")
    new = timezone.localdate() - timedelta(days=DAYS)
    people = list(
        Person.objects.filter(is_active=True)
        .with_role(*POSITION_ROLES)
        .annotate(first=first)
        .filter(first__gt=new)
        .exclude(pk__in=Tandem.objects.standing().values("newcomer"))
        .order_by("-first", "sort_name")
    )
    posts = posts_of([person.pk for person in people])
    return [Newcomer(one, one.first, next(iter(posts[one.pk]), None)) for one in people]
