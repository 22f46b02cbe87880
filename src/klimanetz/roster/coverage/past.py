"""The posts of a Land with everyone who held them, and what of that was true on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import F
from django.utils import timezone

from klimanetz.people.roles import Role
from klimanetz.roster.coverage.ground import Ground, Place, read_places
from klimanetz.roster.models import Position, PositionState

#: Only these count: an energy manager's town still has no climate action manager.
COVERING_ROLES = (Role.MANAGER, Role.COORDINATOR)


class Span(NamedTuple):
    """A person in a post; an open side has no date."""

    person: int
    starts: date | None
    ends: date | None

    def covers(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


@dataclass(frozen=True, slots=True)
class Post:
    pk: int
    authority: int
    state: str
    starts: date | None
    ends: date | None
    holders: tuple[Span, ...]
    serves: tuple[int, ...]

    def held_on(self, day: date) -> list[int]:
        return [span.person for span in self.holders if span.covers(day)]

    def exists_on(self, day: date) -> bool:
        """One that stands goes on until somebody says what became of it, whatever its end says.

        Where nobody knows its beginning, it is known from its first holder on, or today.
        """
        if self.state == PositionState.PLANNED or (
            self.state == PositionState.ENDED and self.ends is not None and self.ends < day
        ):
            return False
        if self.starts is not None:
            return self.starts <= day
        begun = any(span.starts is None or span.starts <= day for span in self.holders)
        return begun or day >= timezone.localdate()


@dataclass(frozen=True, slots=True)
class Day:
    """`held` are the posts with somebody in them, and who; `vacant` those without."""

    day: date
    ground: Ground
    held: dict[Post, list[int]]
    vacant: list[Post]

    def places_of(self, post: Post) -> list[int]:
        """Its authority and those it serves, as far as they exist on this day."""
        return [pk for pk in (post.authority, *post.serves) if pk in self.ground.places]


@dataclass(frozen=True, slots=True)
class Past:
    places: list[Place]
    posts: list[Post]

    def on(self, day: date) -> Day:
        ground = Ground({place.pk: place for place in self.places if place.exists_on(day)})
        held = {post: who for post in self.posts if (who := post.held_on(day))}
        vacant = [post for post in self.posts if post not in held and post.exists_on(day)]
        return Day(day, ground, held, vacant)


def read_past(land: str = "") -> Past:
    """All there ever was in a Land (in all of Germany where empty), in three queries."""
    return Past(read_places(land), read_posts())


def read_posts() -> list[Post]:
    served = read_served()
    rows = (
        Position.objects.filter(kind__in=COVERING_ROLES)
        .order_by("pk", "holdings__pk")
        .values_list(
            "pk", "authority_id", "state", "starts", "ends",
            F("holdings__person"), F("holdings__starts"), F("holdings__ends"),
        )
    )  # fmt: skip
    return [
        Post(
            pk,
            authority,
            state,
            starts,
            ends,
            holders=tuple(Span(*row[5:]) for row in found if row[5]),
            serves=tuple(served[pk]),
        )
        for (pk, authority, state, starts, ends), found in groupby(rows, key=itemgetter(slice(5)))
    ]


def read_served() -> dict[int, list[int]]:
    served: dict[int, list[int]] = defaultdict(list)
    rows = Position.serves.through.objects.values_list("position_id", "authority_id")
    for position, authority in rows.order_by("pk"):
        served[position].append(authority)
    return served
