"""The picture of the network that public pages share: figures, list by district, map."""

from collections.abc import Iterator
from threading import Lock
from typing import NamedTuple

from django.utils.translation import get_language

from klimanetz.core.models import Network
from klimanetz.core.public import keep
from klimanetz.faces.site.listing import DistrictLine, Entry, list_districts
from klimanetz.faces.site.territory import draw_map
from klimanetz.places.map import MapPicture
from klimanetz.roster.coverage import coverage
from klimanetz.roster.public import public_listing

#: With more posts than this a list of all of them helps nobody: districts show their counts.
MOST_LISTED = 400

_drawing = Lock()


class Picture(NamedTuple):
    """`percent` of the inhabitants, `people`, live where a manager works."""

    managers: int
    authorities: int
    people: int
    percent: int
    districts: tuple[DistrictLine, ...]
    map: MapPicture | None

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for district in self.districts for entry in district.entries)

    @property
    def is_large(self) -> bool:
        return sum(len(district.entries) for district in self.districts) > MOST_LISTED


def network_picture(network: Network) -> Picture:
    """Drawn once per revision, for signed-in people, too; seven queries when it is not kept.

    Where many ask at once for what is not there yet, one draws and the others wait for it.
    """
    key = f"picture:{get_language()}"
    with _drawing:
        return keep(key, network.revision, lambda: draw_picture(network.land))


def draw_picture(land: str) -> Picture:
    reach = coverage(land)
    districts = list_districts(public_listing(land), reach.by_district)
    return Picture(
        managers=reach.managers,
        authorities=reach.authorities_with_manager,
        people=reach.population_covered,
        percent=round(reach.share_of_inhabitants * 100),
        districts=districts,
        map=draw_map(land, districts, reach.dots),
    )
