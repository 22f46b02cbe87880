"""Which posts of a day reach a place, and in which of four groups that puts it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.roster.coverage.ground import Ground, Place
from klimanetz.roster.coverage.past import Day
from klimanetz.roster.lifecycle import FOLLOW_UP_LEAD


class Group(models.TextChoices):
    """Every place is in exactly one: the first that fits.

    A vacant post of its own does not take away what another post does for a place.
    """

    OWN = "own", _("eigene Stelle besetzt")
    SHARED = "shared", _("von anderen mitbetreut")
    VACANT = "vacant", _("Stelle unbesetzt")
    NONE = "none", _("ohne Klimaschutzmanagement")


REACHED = frozenset({Group.OWN, Group.SHARED})

type Ends = list[date | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """`ends`: the last day of the posts that put it there, where that is near; a mark on top."""

    group: Group
    ends: date | None = None


@dataclass(slots=True)
class Reach:
    """The ends of the posts in each place, of those that serve it from elsewhere; the vacant."""

    day: date
    ground: Ground
    here: dict[int, Ends]
    served: dict[int, Ends]
    vacant: set[int]

    @classmethod
    def of(cls, day: Day) -> "Reach":
        here, served = defaultdict(list), defaultdict(list)
        for post in day.held:
            here[post.authority].append(post.ends)
            for place in post.serves:
                served[place].append(post.ends)
        vacant = {pk for post in day.vacant for pk in day.places_of(post)}
        return cls(day.day, day.ground, dict(here), dict(served), vacant)

    def find(self, place: Place) -> Finding:
        """For a place by itself: what its inhabitants have."""
        own = tuple(self.ground.own(place))
        posts = self.posts(own)
        if posts:
            return Finding(Group.OWN, self.near_end(posts))
        if shared := self.shared(place):
            return Finding(Group.SHARED, self.near_end(shared))
        return Finding(self.without((*own, *self.ground.around(place))))

    def find_office(self, office: Place) -> Finding:
        """For an administration: a post in a member town is one of its association's office."""
        parts = self.ground.parts[office.pk]
        keys = [part.pk for part in parts]
        if posts := self.posts(keys):
            return Finding(Group.OWN, self.near_end(posts))
        if shared := [end for part in parts for end in self.shared(part)]:
            return Finding(Group.SHARED, self.near_end(shared))
        return Finding(self.without(keys))

    def posts(self, places: Iterable[int]) -> Ends:
        return [end for pk in places for end in self.here.get(pk, ())]

    def shared(self, place: Place) -> Ends:
        """By a post that serves it, and by those of what lies over it."""
        above = tuple(self.ground.above(place))
        lent = [end for pk in (place.pk, *above) for end in self.served.get(pk, ())]
        return [*lent, *self.posts(above)]

    def without(self, places: Iterable[int]) -> Group:
        """A district's vacant post leaves no town with a vacancy: it never had one."""
        return Group.VACANT if not self.vacant.isdisjoint(places) else Group.NONE

    def near_end(self, ends: Ends) -> date | None:
        """None where one of the posts goes on."""
        known = [end for end in ends if end is not None]
        if len(known) < len(ends):
            return None
        last = max(known)
        return last if last <= self.day + FOLLOW_UP_LEAD else None
