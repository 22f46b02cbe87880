"""What the network knows about a person, as they are shown it to say whether it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.models import Holding, Membership


@dataclass(frozen=True, slots=True)
class Entry:
    """`roles` are those that no position explains."""

    person: Person
    posts: Sequence[Holding]
    roles: Sequence[Membership]


def read_entry(person: Person) -> Entry:
    """In two queries."""
    holdings = Holding.objects.valid().filter(person=person)
    posts = list(holdings.select_related("position__authority").order_by("starts", "pk"))
    explained = {post.position.kind for post in posts if post.position.kind in POSITION_ROLES}
    roles = person.memberships.valid().exclude(role__in=explained).order_by("starts", "pk")
    return Entry(person, posts, list(roles))
