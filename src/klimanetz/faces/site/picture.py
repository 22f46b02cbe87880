"""The picture of the network that public pages share: figures, list by district, map."""

from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import get_language

from klimanetz.core.models import Network
from klimanetz.core.public import KEPT_SECONDS
from klimanetz.faces.site.listing import DistrictLine, list_districts
from klimanetz.roster.coverage import Coverage, coverage
from klimanetz.roster.public import public_listing

#: With more posts than this a list of all of them helps nobody: districts show their counts.
MOST_LISTED = 400


@dataclass(frozen=True, slots=True)
class Picture:
    coverage: Coverage
    districts: tuple[DistrictLine, ...]

    @property
    def percent(self) -> int:
        """Of the inhabitants, how many live where a manager works."""
        return round(self.coverage.share_of_inhabitants * 100)

    @property
    def is_large(self) -> bool:
        return sum(len(district.entries) for district in self.districts) > MOST_LISTED


def network_picture(network: Network) -> Picture:
    """Computed once per revision, for signed-in people, too; six queries when it is not kept."""
    key = f"picture:{network.revision}:{get_language()}"
    picture: Picture | None = caches["pages"].get(key)
    if picture is None:
        reach = coverage(network.land)
        districts = list_districts(public_listing(network.land), reach.by_district)
        picture = Picture(reach, districts)
        caches["pages"].set(key, picture, KEPT_SECONDS)
    return picture
