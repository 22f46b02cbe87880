"""Authorities like one's own, with the people one can ask there.

What the register knows counts four fifths (`places.similarity`); one fifth is the share of one's
own fields of action that somebody there works on, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q

from klimanetz.people.models import Field, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.places.similarity import compare
from klimanetz.roster.directory.likeness import say_why, score
from klimanetz.roster.directory.matching import is_shown
from klimanetz.roster.directory.models import Entry, FieldOfAction

MOST: Final = 24
#: So many of the most alike by the register are weighed against each other.
WEIGHED: Final = 500
COMMON_FIELDS: Final = 0.2

type Names = dict[int, str]


@dataclass(frozen=True, slots=True)
class Kin:
    """A similar authority: why it is one, which fields of action are shared, who works there."""

    authority: Authority
    why: str
    fields: Sequence[str]
    people: list[tuple[Person, str]] = field(default_factory=list)


def find_kin(viewer: Person, mine: Entry) -> list[Kin]:
    """The most alike first; at most four queries."""
    if mine.authority is None:
        return []
    own = own_fields(mine)
    likeness = score_others(mine)
    common = common_fields(viewer, own, likeness) if own else {}
    scored = {
        place: (1 - COMMON_FIELDS) * alike
        + COMMON_FIELDS * len(common.get(place, ())) / max(len(own), 1)
        for place, alike in likeness.items()
    }
    best = sorted(scored, key=lambda place: (-scored[place], place))[:MOST]
    return meet(viewer, mine.authority, best, common)


def score_others(mine: Entry) -> dict[int, float]:
    """The authorities most alike among those somebody works for, and how alike; one query."""
    others = Entry.objects.filter(authority__isnull=False).exclude(authority=mine.authority)
    scored = others.annotate(likeness=score(mine)).order_by("-likeness", "authority_id")
    return dict(scored.values_list("authority_id", "likeness")[:WEIGHED])


def own_fields(mine: Entry) -> set[int]:
    """What the viewer works on; one query."""
    chosen = FieldOfAction.objects.filter(profiles=mine.person_id)
    return set(chosen.values_list("pk", flat=True))


def common_fields(viewer: Person, own: set[int], places: Iterable[int]) -> Mapping[int, Names]:
    """Which of these fields somebody at each authority lets the viewer know of; one query."""
    told = Q() if viewer.is_organiser else Q(is_shown(Field.PROFILE))
    rows = (
        Entry.objects.filter(told, authority__in=places, person__profile__fields_of_action__in=own)
        .order_by("person__profile__fields_of_action__rank", "pk")
        .values_list(
            "authority_id",
            "person__profile__fields_of_action",
            "person__profile__fields_of_action__name",
        )
    )
    found: dict[int, Names] = defaultdict(dict)
    for place, key, name in rows:
        found[place][key] = name
    return found


def meet(
    viewer: Person, mine: Authority, best: list[int], common: Mapping[int, Names]
) -> list[Kin]:
    """The best with their people, in their order; one query."""
    entries = (
        Entry.objects.visible_to(viewer)
        .filter(authority__in=best)
        .select_related("person", "authority__parent")
        .defer("members", "organisers")
        .order_by("person__sort_name", "pk")
    )
    kin: dict[int, Kin] = {}
    for entry in entries:
        place = entry.authority
        if place is None:
            continue
        if place.pk not in kin:
            names = list(common.get(place.pk, {}).values())
            kin[place.pk] = Kin(place, say_why(mine, place, compare(mine, place)), names)
        kin[place.pk].people.append((entry.person, str(Role(entry.role).label)))
    return [kin[key] for key in best if key in kin]
