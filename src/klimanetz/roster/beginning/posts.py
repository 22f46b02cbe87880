"""Where people work today, as others read it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding


@dataclass(frozen=True, slots=True)
class Post:
    kind: str
    authority: Authority

    def __str__(self) -> str:
        return f"{self.kind}, {self.authority.title}"


def posts_of(people: Collection[int]) -> dict[int, list[Post]]:
    """Person to posts held today; one query."""
    found = defaultdict(list)
    rows = (
        Holding.objects.valid()
        .filter(person__in=people)
        .select_related("position__authority")
        .order_by("starts", "pk")
    )
    for row in rows:
        position = row.position
        found[row.person_id].append(Post(position.get_kind_display(), position.authority))
    return found
