"""Finding a place or a person by name, as people type it: Mühlhausen, muehlhausen, MÜHL."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from klimanetz.faces.site.listing import DistrictLine, Entry, make_key
from klimanetz.places.kinds import ADMINISTERED_BY_MEMBER, DESIGNATIONS, Kind, full_title
from klimanetz.places.models import Authority

#: More is not read by anyone; the page says how many were left out.
MOST = 50
#: Digits in the key of a municipality.
TOWN_KEY = 12
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the register, with who works there. `ended`: it exists no more."""

    key: str
    name: str
    district: str
    ended: bool
    serves_neighbours: bool
    entries: Sequence[Entry]


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
    """Places of which every word of `term` begins a word: of name, kind or their people's names.

    The very place first, then places with somebody in post; one query.
    """
    staffed: dict[str, list[Entry]] = defaultdict(list)
    names: dict[str, str] = {}
    for district in districts:
        names[district.ars] = district.name
        for entry in district.entries:
            staffed[entry.ars].append(entry)
    places = find_places(term, land, staffed)
    hits = (make_hit(place, names, staffed.get(place.ars, ())) for place in places[:MOST])
    return Found(tuple(hits), max(len(places) - MOST, 0))


def find_places(term: str, land: str, staffed: Mapping[str, Sequence[Entry]]) -> list[Place]:
    wanted = fold(term)
    words = [f" {word}" for word in wanted.split()]
    kinds = {code: fold(designation) for code, designation in DESIGNATIONS.items()}
    ranked = []
    for place in read_places(land) if words else ():
        entries = staffed.get(place.ars, ())
        name, kind = fold(place.name), kinds.get(place.kind_code, "")
        said = "".join((name, kind, *(fold(entry.name) for entry in entries)))
        if all(word in said for word in words):
            exact = wanted in (name, f"{kind}{name}")
            ranked.append(((not exact, not entries, place.valid_to is not None), place))
    ranked.sort(key=itemgetter(0))
    return list(without_doubles([place for _, place in ranked], staffed))


def without_doubles(places: list[Place], staffed: Mapping[str, Sequence[Entry]]) -> Iterator[Place]:
    """A municipality that serves its neighbours stands in the register twice, by one name; the
    second is found only where somebody works in it as such."""
    towns = {(place.name, place.district_ars) for place in places if len(place.ars) == TOWN_KEY}
    for place in places:
        second = place.kind_code == ADMINISTERED_BY_MEMBER
        if not second or place.ars in staffed or (place.name, place.district_ars) not in towns:
            yield place


def make_hit(place: Place, districts: Mapping[str, str], entries: Sequence[Entry]) -> Hit:
    inside = place.kind in (Kind.MUNICIPALITY, Kind.ASSOCIATION)
    return Hit(
        key=make_key(place.ars, place.name),
        name=full_title(place.name, place.kind_code),
        district=districts.get(place.district_ars, "") if inside else "",
        ended=place.valid_to is not None,
        serves_neighbours=place.kind_code == ADMINISTERED_BY_MEMBER,
        entries=entries,
    )


def read_places(land: str) -> Iterable[Place]:
    rows = Authority.objects.in_land(land).order_by("name", "ars")
    return map(Place._make, rows.values_list(*Place._fields))
