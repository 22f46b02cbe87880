"""The register of authorities as a list of people needs it; read once for the whole list."""

from collections.abc import Collection

from klimanetz.core.models import Network
from klimanetz.places.gazetteer import Place
from klimanetz.places.kinds import Kind
from klimanetz.places.lookup import Found, Lookup, Outcome

DISTRICTS = frozenset({Kind.DISTRICT, Kind.DISTRICT_FREE_CITY})
NOTHING = Found(Outcome.UNKNOWN)


class PlaceFinder:
    """Finds places, those of the network's own Land first."""

    def __init__(self) -> None:
        self.lookup = Lookup.load()
        self.land = Network.objects.current().land

    def label(self, pk: int) -> str:
        place = self.lookup.by_pk[pk]
        return place.title if place.ended else self.lookup.label(place)

    def by_key(self, key: str) -> Found:
        return self.lookup.find_key(key) or NOTHING

    def by_name(self, name: str, *, district: str = "", kinds: Collection[Kind] = ()) -> Found:
        """`district` is what another column says; it only decides between several places."""
        if not name:
            return NOTHING
        found = self.find(name, kinds)
        if found.outcome is Outcome.AMBIGUOUS and district:
            nearer = self.find(f"{name} ({district})", kinds)
            return nearer if nearer.exact else found
        return found

    def find(self, name: str, kinds: Collection[Kind]) -> Found:
        if kinds:
            return self.lookup.find(name, kinds=kinds, land=self.land)
        return self.lookup.find(name, land=self.land)

    def contradicts(self, place: Place, name: str) -> bool:
        """A key and a name that mean different places; a mere misspelling does not count."""
        if name in {"", place.name, place.official_name, place.title}:
            return False
        return place not in self.by_name(name).places
