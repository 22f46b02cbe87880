"""Finding a place or a person by name, as people type it: Mühlhausen, muehlhausen, MÜHL."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from klimanetz.faces.site.listing import DistrictLine, Entry, make_key
from klimanetz.places.kinds import Kind, full_title
from klimanetz.places.models import Authority

#: More is not read by anyone; the page says how many were left out.
MOST = 50
SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
WORD = re.compile(r"\w+")


class Place(NamedTuple):
    """A line of the register, as little of it as searching needs."""

    ars: str
    name: str
    kind: str
    kind_code: str
    district_ars: str
    valid_to: date | None

    @property
    def title(self) -> str:
        return full_title(self.name, self.kind_code)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the register, with who works there. `ended`: it exists no more.

    `called` are its name and title as they are compared.
    """

    key: str
    name: str
    called: tuple[str, ...]
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
    """One spelling for capitals, umlauts and signs; begins with a space, as do its words."""
    return f" {' '.join(WORD.findall(text.casefold().translate(SPELLINGS)))}"


def search(term: str, land: str, districts: Iterable[DistrictLine]) -> Found:
    """Places of which every word of `term` begins a word: of their title or their people's names.

    The very place first, then places with somebody in post; one query.
    """
    wanted = fold(term)
    words = [f" {word}" for word in wanted.split()]
    names = {district.ars: district.name for district in districts}
    staffed: dict[str, list[Entry]] = defaultdict(list)
    for district in districts:
        for entry in district.entries:
            staffed[entry.ars].append(entry)
    hits = []
    for place in read_places(land):
        entries = staffed.get(place.ars, [])
        said = "".join(map(fold, (place.title, *(entry.name for entry in entries))))
        if words and all(word in said for word in words):
            hits.append(make_hit(place, names, entries))
    hits.sort(key=lambda hit: (wanted not in hit.called, not hit.entries, hit.ended))
    return Found(tuple(hits[:MOST]), max(len(hits) - MOST, 0))


def make_hit(place: Place, districts: Mapping[str, str], entries: Iterable[Entry]) -> Hit:
    inside = place.kind in (Kind.MUNICIPALITY, Kind.ASSOCIATION)
    return Hit(
        key=make_key(place.ars, place.name),
        name=place.title,
        called=(fold(place.name), fold(place.title)),
        district=districts.get(place.district_ars, "") if inside else "",
        ended=place.valid_to is not None,
        entries=tuple(entries),
    )


def read_places(land: str) -> Iterable[Place]:
    rows = Authority.objects.in_land(land).order_by("name", "ars")
    return map(Place._make, rows.values_list(*Place._fields))
