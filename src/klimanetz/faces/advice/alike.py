"""Authorities like one's own that have somebody already: whom one may ask."""

from typing import Final, NamedTuple

from klimanetz.places.models import Authority
from klimanetz.places.similarity import compare
from klimanetz.roster.coverage import COVERING_ROLES
from klimanetz.roster.public import PublicPosition, read_positions

MOST: Final = 3


class Peer(NamedTuple):
    """`position` as everyone may see it; `km` is None where the register does not know."""

    authority: Authority
    position: PublicPosition
    km: int | None


def find_alike(authority: Authority) -> list[Peer]:
    """The most alike of the same Land first; three queries."""
    by_place = {
        position.authority_id: position
        for positions in read_positions(authority.ars[:2]).values()
        for position in positions
        if position.kind in COVERING_ROLES and position.authority_id != authority.pk
    }
    places = Authority.objects.filter(pk__in=by_place)
    compared = [(compare(authority, place), place) for place in places]
    compared.sort(key=lambda pair: (-pair[0].score, pair[1].ars))
    return [
        Peer(place, by_place[place.pk], None if alike.km is None else round(alike.km))
        for alike, place in compared[:MOST]
    ]
