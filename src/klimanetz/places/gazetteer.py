"""The register as a list of places and their names, held in memory for many comparisons."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import F
from django.utils import timezone

from klimanetz.places.kinds import Kind, full_title
from klimanetz.places.models import Authority
from klimanetz.places.names import Wanted, forms_of, split_surname, words_of


@dataclass(frozen=True, slots=True)
class Place:
    """One authority, as little of it as comparing needs."""

    pk: int
    ars: str
    ags: str
    name: str
    official_name: str
    kind: str
    kind_code: str
    district: str
    association: str
    administered_by: int | None
    ended: bool

    @property
    def title(self) -> str:
        return full_title(self.name, self.kind_code)


def read_places() -> list[Place]:
    rows = Authority.objects.order_by(F("valid_to").asc(nulls_last=True), "name", "ars")
    today = timezone.localdate()
    return [
        Place(*row[:7], full_title(row[7] or "", row[8] or ""), row[9] or "", row[10],
              row[11] is not None and row[11] < today)
        for row in rows.values_list(
            "pk", "ars", "ags", "name", "official_name", "kind", "kind_code", "parent__name",
            "parent__kind_code", "association__official_name", "administered_by_id", "valid_to",
        )
    ]  # fmt: skip


def keys_of(place: Place) -> Iterator[str]:
    yield place.ars
    if place.ags:
        yield place.ags
    if place.kind == Kind.DISTRICT_FREE_CITY:
        yield place.ars[:5]


def in_land(places: Collection[Place], land: str) -> list[Place]:
    return [place for place in places if place.ars.startswith(land)]


FORMS: Final = 3


class Index:
    """Places by the forms of their names."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.forms: list[dict[str, list[Place]]] = [defaultdict(list) for _ in range(FORMS)]
        self.words: dict[str, list[Place]] = defaultdict(list)
        self.short: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        for place in places:
            self.add(place)

    def add(self, place: Place) -> None:
        names = {place.name, place.official_name}
        for index, keys in zip(self.forms, zip(*map(forms_of, names), strict=True), strict=True):
            for key in set(keys):
                index[key].append(place)
        for word in set(words_of(place.name)):
            self.words[word].append(place)
        first, surname = split_surname(place.name)
        if place.kind == Kind.DISTRICT and not surname:
            first, surname = first.removesuffix("kreis"), "kreis"
        if surname:
            self.short[first].append((surname, place))

    def named(self, ways: Collection[Wanted], land: str = "") -> tuple[Wanted, list[Place]] | None:
        """The first way to read a name that some place bears; shortened names come last."""
        forms = [forms_of(wanted.name) for wanted in ways]
        for at, index in enumerate(self.forms):
            for wanted, form in zip(ways, forms, strict=True):
                if found := in_land(index.get(form[at], ()), land):
                    return wanted, found
        for wanted in ways:
            if found := in_land(self.shortened(wanted.name), land):
                return wanted, found
        return None

    def shortened(self, name: str) -> list[Place]:
        """`Mühlhausen` and `Mühlhausen/Thür.` for Mühlhausen/Thüringen, not for one elsewhere."""
        first, surname = split_surname(name)
        return [place for full, place in self.short.get(first, ()) if full.startswith(surname)]


def tell_apart(places: Collection[Place]) -> dict[int, str]:
    """Labels by primary key: with the district, and with the association where that is needed."""
    short = {place.pk: say(place.title, place.district) for place in places}
    twice = {label for label, count in Counter(short.values()).items() if count > 1}
    longer = {
        place.pk: say(place.title, place.association, place.district)
        for place in places
        if short[place.pk] in twice
    }
    return short | longer


def say(title: str, *around: str) -> str:
    inside = ", ".join(name for name in around if name)
    return f"{title} ({inside})" if inside else title
