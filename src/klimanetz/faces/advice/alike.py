"""Authorities like one's own that are further on: whom one may ask, and what they reported."""

from collections.abc import Iterable
from datetime import date
from heapq import nsmallest
from math import hypot, inf
from typing import Final, NamedTuple

from django.utils import timezone

from klimanetz.core.public import kept_for_all
from klimanetz.features.meetings.reports import PublicReport, read_public_reports
from klimanetz.places.models import Authority
from klimanetz.places.similarity import Likeness, compare
from klimanetz.roster.coverage import COVERING_ROLES
from klimanetz.roster.models import Holding
from klimanetz.roster.public import PublicPosition, list_positions

MOST: Final = 3
#: So many people in post are looked at, from the nearest on.
NEAREST: Final = 30
#: A degree of longitude in degrees of latitude, in the middle of Germany.
NARROWER: Final = 0.63
#: What is compared, and what is shown of it.
READ: Final = (
    "population", "area_km2", "longitude", "latitude", "ars", "name", "kind", "kind_code",
)  # fmt: skip

type Compared = dict[int, tuple[Authority, Likeness]]


class Held(NamedTuple):
    """A holding and where it is."""

    pk: int
    latitude: float | None
    longitude: float | None


class Peer(NamedTuple):
    """`position` as everyone may see it; `km` is None where the register does not know."""

    authority: Authority
    position: PublicPosition
    km: int | None


class Told(NamedTuple):
    """What `authority` reported at a public meeting."""

    authority: Authority
    report: PublicReport


class Alike(NamedTuple):
    """Of each the most alike first, three at most."""

    peers: list[Peer]
    told: list[Told]


def find_alike(authority: Authority) -> Alike:
    """Positions near by in the same Land, reports from anywhere; five queries, two of them kept."""
    positions = read_near_positions(authority)
    newest = {report.authority_id: report for report in reversed(read_public_reports())}
    compared = compare_all(authority, {*positions, *newest} - {authority.pk})
    peers = [
        Peer(place, positions[place.pk], None if likeness.km is None else round(likeness.km))
        for place, likeness in most_alike(compared, positions)
    ]
    told = [Told(place, newest[place.pk]) for place, _likeness in most_alike(compared, newest)]
    return Alike(peers, told)


def read_near_positions(authority: Authority) -> dict[int, PublicPosition]:
    listed = list_positions(Holding.objects.filter(pk__in=near_holdings(authority)))
    return {row.authority_id: row for positions in listed.values() for row in positions}


def near_holdings(authority: Authority) -> list[int]:
    """Of the same Land, roughly the nearest; of more than these none."""
    held = read_held(authority.ars[:2], timezone.localdate())
    latitude, longitude = authority.latitude, authority.longitude
    if latitude is None or longitude is None:
        return [one.pk for one in held[:NEAREST]]

    def distance(one: Held) -> float:
        if one.latitude is None or one.longitude is None:
            return inf
        return hypot(one.latitude - latitude, (one.longitude - longitude) * NARROWER)

    return [one.pk for one in nsmallest(NEAREST, held, key=distance)]


@kept_for_all
def read_held(land: str, on: date) -> list[Held]:
    """Who covers something in a Land on that day, and where; one query."""
    held = Holding.objects.valid(on).filter(
        position__kind__in=COVERING_ROLES,
        position__authority__district_ars__range=(f"{land}000", f"{land}999"),
    )
    rows = held.order_by("pk").values_list(
        "pk", "position__authority__latitude", "position__authority__longitude"
    )
    return [Held(*row) for row in rows]


def compare_all(authority: Authority, keys: Iterable[int]) -> Compared:
    places = Authority.objects.only(*READ).in_bulk(keys)
    return {key: (place, compare(authority, place)) for key, place in places.items()}


def most_alike(compared: Compared, wanted: Iterable[int]) -> list[tuple[Authority, Likeness]]:
    found = [compared[key] for key in wanted if key in compared]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].ars))[:MOST]
