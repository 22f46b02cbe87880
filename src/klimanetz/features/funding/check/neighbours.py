"""With whom a post could be shared: who lies around a town, by its border or by distance."""

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Final

from django.db.models import Q

from klimanetz.places.models import Authority, AuthorityQuerySet, Kind, Outline
from klimanetz.places.paths import Point, read_path

#: How many are offered where only distances are known, and from how far around.
NEAREST: Final = 10
AROUND: Final = (0.3, 0.2)  # degrees of longitude and of latitude: some 20 km
KM_PER_DEGREE: Final = 111.2
TOWNS: Final = (Kind.MUNICIPALITY, Kind.DISTRICT_FREE_CITY)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """`touches` is known only where the register has outlines; `together`: one association."""

    authority: Authority
    touches: bool
    together: bool
    km: int | None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """`by_border`: they share a border; else they are merely the nearest."""

    neighbours: tuple[Neighbour, ...]
    by_border: bool


def look_around(authority: Authority) -> Neighbourhood:
    """Two queries. Those of the same association first, then the nearest."""
    touching = find_touching(authority)
    if touching:
        found = Authority.objects.filter(pk__in=touching).select_related("parent")
    else:
        found = find_near(authority).select_related("parent")
    neighbours = sorted(
        (describe(authority, other, touches=other.pk in touching) for other in found), key=rank
    )
    if not touching:
        neighbours = [one for one in neighbours if one.km is not None or one.together][:NEAREST]
    return Neighbourhood(tuple(neighbours), bool(touching))


def describe(authority: Authority, other: Authority, *, touches: bool) -> Neighbour:
    together = bool(authority.association_id) and authority.association_id == other.association_id
    return Neighbour(other, touches, together, distance(authority, other))


def rank(one: Neighbour) -> tuple[bool, bool, int, str, str]:
    far = one.km if one.km is not None else 0
    return not one.together, one.km is None, far, one.authority.name, one.authority.ars


def kinds_beside(authority: Authority) -> tuple[Kind, ...]:
    """A town goes with towns; an association with others and with towns that have none."""
    return (*TOWNS, Kind.ASSOCIATION) if authority.kind == Kind.ASSOCIATION else TOWNS


def candidates(authority: Authority) -> Q:
    """Whom it could go with, wherever they lie."""
    beside = Q(kind__in=kinds_beside(authority)) & ~Q(pk=authority.pk)
    if authority.kind == Kind.ASSOCIATION:
        beside &= Q(kind=Kind.ASSOCIATION) | Q(association=None)
    return beside


def find_touching(authority: Authority) -> set[int]:
    """Who shares a point of its border with it. Nobody where towns have no outlines."""
    own = Outline.objects.filter(authority=authority).first()
    if own is None or authority.kind == Kind.DISTRICT:
        return set()
    others = Authority.objects.valid().filter(candidates(authority))
    around = Outline.objects.filter(
        authority__in=others,
        min_x__lte=own.max_x,
        max_x__gte=own.min_x,
        min_y__lte=own.max_y,
        max_y__gte=own.min_y,
    ).order_by("authority")
    border = points_of(own.path)
    rows = around.values_list("authority", "authority__kind", "path")
    touching = {pk: kind for pk, kind, path in rows if border & points_of(path)}
    return set(touching) if set(touching.values()) - {Kind.DISTRICT_FREE_CITY} else set()


def points_of(path: str) -> set[Point]:
    return {point for ring in read_path(path) for point in ring}


def find_near(authority: Authority) -> AuthorityQuerySet:
    """Those that lie around it, and those of its association; all of its district else."""
    rows = Authority.objects.valid().filter(candidates(authority))
    if authority.longitude is None or authority.latitude is None:
        return rows.filter(parent=authority.parent)
    east, north = AROUND
    lies_around = Q(
        longitude__range=(authority.longitude - east, authority.longitude + east),
        latitude__range=(authority.latitude - north, authority.latitude + north),
    )
    if authority.association_id:
        lies_around |= Q(association=authority.association_id)
    return rows.filter(lies_around)


def distance(one: Authority, other: Authority) -> int | None:
    """Whole kilometres as the crow flies; on so short a way the earth is flat."""
    if one.longitude is None or one.latitude is None:
        return None
    if other.longitude is None or other.latitude is None:
        return None
    east = (other.longitude - one.longitude) * cos(radians(one.latitude))
    return round(hypot(east, other.latitude - one.latitude) * KM_PER_DEGREE)
