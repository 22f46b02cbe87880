"""Finding an authority by its key or by a name as people write it, many times over.

Built once for a whole list (`Lookup.load()`), then a dictionary look-up for each line.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Final, Self

from rapidfuzz import fuzz, process

from klimanetz.places.gazetteer import Index, Place, in_land, keys_of, read_places, tell_apart
from klimanetz.places.kinds import Kind, ags_of
from klimanetz.places.models import Authority
from klimanetz.places.names import (
    ANY,
    Kinds,
    Wanted,
    bare_key,
    key_of,
    readings,
    split_surname,
    words_of,
)

MOST_SUGGESTIONS: Final = 5
#: Below this two names have little in common (0–100).
ALIKE: Final = 65
LONGEST_NAME: Final = 4
#: Digits of the keys, and what is left of each where a spreadsheet dropped the leading zero.
KEY_LENGTHS: Final = {4: 5, 5: 5, 7: 8, 8: 8, 9: 9, 11: 12, 12: 12}


class Outcome(Enum):
    EXACT = auto()
    #: Several fit, or one that the hints speak against: a person decides.
    AMBIGUOUS = auto()
    #: It is no more; the places are those that took it over.
    ENDED = auto()
    #: Nothing fits; the places are the nearest.
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Found:
    outcome: Outcome
    places: tuple[Place, ...] = ()
    #: The authority that is no more, where the outcome says so.
    ended: Place | None = None
    #: Associations that bear the name as well, and whose office is one of the places.
    mere_offices: tuple[Place, ...] = ()

    @property
    def exact(self) -> Place | None:
        return self.places[0] if self.outcome is Outcome.EXACT else None


class Lookup:
    """The register of one day, ready for finding. `find` answers in microseconds."""

    def __init__(self, places: Iterable[Place], successors: Mapping[int, Collection[int]]) -> None:
        self.by_pk = {place.pk: place for place in places}
        self.successors = successors
        self.valid = [place for place in self.by_pk.values() if not place.ended]
        self.index = Index(self.valid)
        self.past = Index([place for place in self.by_pk.values() if place.ended])
        self.keys = {key: place for place in self.by_pk.values() for key in keys_of(place)}
        self.keys |= {key: place for place in self.valid for key in keys_of(place)}
        self.pools: dict[str, tuple[list[Place], list[str]]] = {}
        self.answers: dict[tuple[str, Kinds, str], Found] = {}

    @classmethod
    def load(cls) -> Self:
        """Four queries, whatever the size of the register."""
        ended = list(Authority.objects.ended())
        successors = Authority.objects.todays_successors(ended) if ended else {}
        return cls(read_places(), {pk: [a.pk for a in heirs] for pk, heirs in successors.items()})

    def find(self, text: str, *, kinds: Collection[Kind] = ANY, land: str = "") -> Found:
        """By key or name. `kinds` and `land` are hints: what the text itself says counts more."""
        asked = (" ".join(text.split()), frozenset(kinds), land)
        if asked not in self.answers:
            self.answers[asked] = self._find(*asked)
        return self.answers[asked]

    def label(self, place: Place) -> str:
        """Enough to tell it from every other: `Gemeinde Elxleben (Ilm-Kreis)`."""
        return self.labels[place.pk]

    @cached_property
    def labels(self) -> dict[int, str]:
        return tell_apart(self.valid)

    def _find(self, text: str, kinds: Kinds, land: str) -> Found:
        if found := self.find_key(text):
            return found
        if not key_of(text):
            return Found(Outcome.UNKNOWN)
        ways = readings(text)
        if (here := self.index.named(ways, land)) and (found := choose(*here, kinds)):
            return found
        if past := self.past.named(ways, land):
            return self.find_heirs(past[1])
        return self.look_around(text, ways, land)

    def look_around(self, text: str, ways: Collection[Wanted], land: str) -> Found:
        """Nothing is all that the text says: what bears the name, and the nearest in the Land."""
        nearest = self.nearest(text, land=land)
        named = self.index.named(ways, land) or self.index.named(ways)
        if named is None:
            return Found(Outcome.UNKNOWN, tuple(nearest))
        found = dict.fromkeys([*nearest[: MOST_SUGGESTIONS - 2], *named[1], *nearest])
        return Found(Outcome.AMBIGUOUS, tuple(found)[:MOST_SUGGESTIONS])

    def find_key(self, text: str) -> Found | None:
        """AGS or ARS, also one that lost its leading zero or is followed by the name."""
        first = text.replace(".", "").split(" ", 1)[0]
        if not (first.isascii() and first.isdigit() and len(first) in KEY_LENGTHS):
            return None
        place = self.keys.get(first.zfill(KEY_LENGTHS[len(first)]))
        if place is None and len(first) == 12:
            place = self.keys.get(ags_of(first))
        if place is None:
            return Found(Outcome.UNKNOWN)
        return self.find_heirs([place]) if place.ended else Found(Outcome.EXACT, (place,))

    def find_heirs(self, past: Collection[Place]) -> Found:
        heirs = dict.fromkeys(pk for place in past for pk in self.successors.get(place.pk, ()))
        places = tuple(self.by_pk[pk] for pk in heirs)
        return Found(Outcome.ENDED, places, next(iter(past)))

    def nearest(self, text: str, *, land: str = "") -> list[Place]:
        """Those named in the text, those it is a part of, those spelt alike; of its kind first."""
        wanted = readings(text)[-1]
        name = key_of(wanted.name)
        pool, spellings = self.spellings(land)
        alike = process.extract(
            name, spellings, scorer=fuzz.ratio, limit=2 * MOST_SUGGESTIONS, score_cutoff=ALIKE
        )
        inside = in_land([*self.named_within(text), *self.index.words.get(name, ())], land)
        found = dict.fromkeys([*inside, *(pool[at] for _, _, at in alike)])
        return sorted(found, key=lambda place: place.kind not in wanted.kinds)[:MOST_SUGGESTIONS]

    def spellings(self, land: str) -> tuple[list[Place], list[str]]:
        """Each name in full, and without the surname it may have."""
        if land not in self.pools:
            pairs = [
                (place, spelling)
                for place in in_land(self.valid, land)
                for spelling in {key_of(place.name), split_surname(place.name)[0]}
            ]
            self.pools[land] = [place for place, _ in pairs], [spelling for _, spelling in pairs]
        return self.pools[land]

    def named_within(self, text: str) -> Iterator[Place]:
        """`Rathaus der Stadt Ilmenau, Bauamt` names Ilmenau."""
        words = words_of(text)
        for length in range(min(LONGEST_NAME, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                yield from self.index.forms[0].get(" ".join(words[start : start + length]), ())


def choose(wanted: Wanted, places: Collection[Place], kinds: Kinds) -> Found | None:
    """What the text says must hold; what the caller supposes only breaks ties."""
    said = near_to(of_kind(places, wanted.kinds), wanted.near)
    if not said:
        return None
    fitting = of_kind(said, kinds) or said
    left = without_mere_offices(fitting)
    return Found(
        Outcome.EXACT if len(left) == 1 else Outcome.AMBIGUOUS,
        tuple(left),
        mere_offices=tuple(place for place in fitting if place not in left),
    )


def of_kind(places: Collection[Place], kinds: Kinds) -> list[Place]:
    return [place for place in places if place.kind in kinds]


def near_to(places: list[Place], near: Collection[str]) -> list[Place]:
    """Those of a district or association; a word that names neither (`Thür.`) says nothing."""
    for word in near:
        keys = {bare_key(word), bare_key(readings(word)[-1].name)}
        known = [place for place in places if keys & surroundings(place)]
        if known or len(places) > 1:
            places = known
    return places


def surroundings(place: Place) -> set[str]:
    around = (place.district, place.association)
    names = {bare_key(name) for name in around if name}
    return names | {bare_key(readings(name)[-1].name) for name in around if name}


def without_mere_offices(places: list[Place]) -> list[Place]:
    """A municipality that is the office of its association goes before that association."""
    there = {place.pk for place in places}
    return [place for place in places if place.administered_by not in there]
