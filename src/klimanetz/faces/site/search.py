"""Finding a place or a person by name, as people type it: Mühlhausen, muehlhausen, MÜHL."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from klimanetz.faces.site.listing import DistrictLine, Entry, make_key
from klimanetz.places.models import Authority, Kind

#: More is not read by anyone; the page says how many were left out.
MOST = 50
INSIDE_A_DISTRICT = (Kind.MUNICIPALITY, Kind.ASSOCIATION)
SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "-": " "})


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the register, with who works there. `ended`: it exists no more."""

    key: str
    name: str
    kind: str
    district: str
    ended: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Found:
    hits: tuple[Hit, ...]
    left_out: int

    @property
    def count(self) -> int:
        return len(self.hits) + self.left_out


def fold(text: str) -> str:
    """One spelling for capitals, umlauts and hyphens; begins with a space, as do its words."""
    return f" {' '.join(text.casefold().translate(SPELLINGS).split())}"


def search(term: str, land: str, districts: Iterable[DistrictLine]) -> Found:
    """Places where a word of the name, or of a public name of its people, begins with `term`.

    The very place first, then places with somebody in post; one query.
    """
    wanted = fold(term)
    names: dict[str, str] = {}
    staffed: dict[str, list[Entry]] = defaultdict(list)
    for district in districts:
        names[district.ars] = district.name
        for entry in district.entries:
            staffed[entry.ars].append(entry)
    hits = []
    for ars, name, kind, district_ars, valid_to in read_places(land):
        entries = staffed.get(ars, [])
        if wanted in fold(name) or any(wanted in fold(entry.name) for entry in entries):
            inside = names.get(district_ars, "") if kind in INSIDE_A_DISTRICT else ""
            label, key = str(Kind(kind).label), make_key(ars, name)
            hits.append(Hit(key, name, label, inside, valid_to is not None, tuple(entries)))
    hits.sort(key=lambda hit: (fold(hit.name) != wanted, not hit.entries, hit.ended))
    return Found(tuple(hits[:MOST]), max(len(hits) - MOST, 0))


def read_places(land: str) -> Iterable[tuple[str, str, str, str, object]]:
    rows = Authority.objects.in_land(land).order_by("name", "ars")
    return rows.values_list("ars", "name", "kind", "district_ars", "valid_to")
