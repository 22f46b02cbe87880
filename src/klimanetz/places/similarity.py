"""How alike two local authorities are, so that a town finds its peers.

Four parts, each from 0 (nothing in common) to 1 (the same), weighted and added up:

| part | weight | 1 | 0 |
| --- | ---: | --- | --- |
| inhabitants | 0.35 | as many | ten times as many, or a tenth |
| kind | 0.25 | the same kind | another |
| distance | 0.25 | the same place | 100 km or more |
| density | 0.15 | as dense | ten times as dense, or a tenth |

What the register does not know counts as nothing in common. Size classes are those of the Federal
Institute for Research on Building, Urban Affairs and Spatial Development (BBSR), by inhabitants.
"""

from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.places.kinds import Kind
from klimanetz.places.models import Authority

WEIGHTS: Final = {"inhabitants": 0.35, "kind": 0.25, "distance": 0.25, "density": 0.15}
#: From here on two authorities are not near each other any more, in km.
FAR: Final = 100.0
#: Nearer than this they are neighbours, in km.
NEIGHBOURS: Final = 30.0
EARTH_RADIUS_KM: Final = 6371.0


class SizeClass(models.TextChoices):
    CITY = "city", _("Großstadt")
    MEDIUM_TOWN = "medium_town", _("Mittelstadt")
    SMALL_TOWN = "small_town", _("Kleinstadt")
    RURAL = "rural", _("Landgemeinde")
    DISTRICT = "district", _("Landkreis")


#: From how many inhabitants on.
LIMITS: Final = (
    (100_000, SizeClass.CITY),
    (20_000, SizeClass.MEDIUM_TOWN),
    (5_000, SizeClass.SMALL_TOWN),
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` from 0 to 1; `km` is None where the register does not know where they are."""

    score: float
    same_size: bool
    same_kind: bool
    km: float | None

    @property
    def neighbouring(self) -> bool:
        return self.km is not None and self.km <= NEIGHBOURS


def size_class(authority: Authority) -> SizeClass:
    return size_class_of(authority.kind, authority.population or 0)


def size_class_of(kind: str, population: int) -> SizeClass:
    if kind == Kind.DISTRICT:
        return SizeClass.DISTRICT
    return next((found for limit, found in LIMITS if population >= limit), SizeClass.RURAL)


def compare(one: Authority, other: Authority) -> Likeness:
    km = distance_km(one, other)
    parts = {
        "inhabitants": closeness(one.population, other.population),
        "kind": float(one.kind == other.kind),
        "distance": 0.0 if km is None else max(0.0, 1 - km / FAR),
        "density": closeness(density(one), density(other)),
    }
    score = sum(WEIGHTS[part] * value for part, value in parts.items())
    same_size = size_class(one) == size_class(other)
    return Likeness(round(score, 4), same_size, one.kind == other.kind, km)


def closeness(one: float | None, other: float | None) -> float:
    """1 for equal numbers, 0 where one is ten times the other."""
    if not one or not other:
        return 0.0
    return max(0.0, 1 - abs(log10(one / other)))


def density(authority: Authority) -> float | None:
    """Inhabitants per km²."""
    if not authority.population or not authority.area_km2:
        return None
    return authority.population / float(authority.area_km2)


def distance_km(one: Authority, other: Authority) -> float | None:
    """Along the surface of the earth (haversine), between the places of their seats."""
    places = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in places:
        return None
    lat1, lon1, lat2, lon2 = (radians(place) for place in places if place is not None)
    inside = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(inside))
