"""The register of authorities as an import asks it; read once for a whole list."""

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from klimanetz.places.models import Authority, Kind

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
DISTRICTS = frozenset({Kind.DISTRICT})
TOWNS = frozenset({Kind.MUNICIPALITY, Kind.DISTRICT_FREE_CITY})
ASSOCIATIONS = frozenset({Kind.ASSOCIATION})
EVERY = DISTRICTS | TOWNS | ASSOCIATIONS
#: What lists write before (or after) the name, and the kinds it can mean.
KINDS = tuple(
    (re.compile(rf"\b({words})\b"), kinds)
    for words, kinds in (
        ("landratsamt|landkreis|lk|lra|kreisverwaltung", DISTRICTS),
        ("verwaltungsgemeinschaft|vgem?|verbandsgemeinde|samtgemeinde", ASSOCIATIONS),
        ("grosse kreisstadt|landeshauptstadt|kreisfreie stadt|stadtverwaltung", TOWNS),
        ("gemeindeverwaltung|stadt|gemeinde|markt|landgemeinde", TOWNS),
    )
)
_ADDITIONS = re.compile(r"\(.*?\)|\bder\b|\bdie\b|/ ?thuer\w*\.?|,\s*\w+$|\bkreis\b(?= )")
NEAREST = 4
LIKENESS = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """An authority; `label` tells it from others of its name."""

    pk: int
    ars: str
    ags: str
    name: str
    kind: str
    district: str

    @property
    def label(self) -> str:
        in_district = self.kind in (Kind.MUNICIPALITY, Kind.ASSOCIATION)
        kind = "" if self.kind == Kind.MUNICIPALITY else str(Kind(self.kind).label)
        about = ", ".join(filter(None, (kind, self.district if in_district else "")))
        return f"{self.name} ({about})" if about else self.name


def squeeze(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.casefold().translate(_UMLAUTS))


def bare(text: str) -> tuple[str, frozenset[Kind]]:
    """`Landratsamt des Ilm-Kreises` loses its office, which tells the kind of place."""
    plain = text.casefold().translate(_UMLAUTS)
    for pattern, kinds in KINDS:
        if pattern.search(plain) and (rest := squeeze(_ADDITIONS.sub("", pattern.sub("", plain)))):
            return rest, kinds
    return squeeze(_ADDITIONS.sub("", plain)), EVERY


class PlaceFinder:
    """Two dictionaries over the valid authorities; one query."""

    def __init__(self) -> None:
        rows = list(
            Authority.objects.valid()
            .order_by("ars")
            .values_list("pk", "ars", "ags", "name", "kind", "district_ars")
        )
        districts = {
            district: name
            for _pk, _ars, _ags, name, kind, district in rows
            if kind in (Kind.DISTRICT, Kind.DISTRICT_FREE_CITY)
        }
        self.spots = {
            pk: Spot(pk, ars, ags, name, kind, districts.get(district, ""))
            for pk, ars, ags, name, kind, district in rows
        }
        self.names: dict[str, list[Spot]] = defaultdict(list)
        self.keys: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.spots.values():
            self.names[squeeze(spot.name)].append(spot)
            own_district = spot.ars[:5] if spot.kind == Kind.DISTRICT_FREE_CITY else ""
            for key in {spot.ars, spot.ags, own_district} - {""}:
                self.keys[key].append(spot)

    def label(self, pk: int) -> str:
        return self.spots[pk].label if pk in self.spots else ""

    def by_key(self, text: str) -> list[Spot]:
        """Excel drops a leading zero; it is put back only where no key stands without it."""
        digits = re.sub(r"[\s.\-/]", "", text)
        return self.keys.get(digits) or self.keys.get(f"0{digits}") or []

    def by_name(self, text: str, *, district: str = "", is_district: bool = False) -> list[Spot]:
        name, kinds = bare(text)
        if is_district:
            kinds = DISTRICTS | {Kind.DISTRICT_FREE_CITY}
        found = [spot for spot in self.names.get(name, ()) if spot.kind in kinds]
        near = [spot for spot in found if district and squeeze(spot.district) == bare(district)[0]]
        return near or found

    def fits(self, spot: Spot, text: str) -> bool:
        return bare(text)[0] in {squeeze(spot.name), bare(spot.name)[0]}

    def nearest(self, text: str) -> list[Spot]:
        name, kinds = bare(text)
        likely = process.extract(
            name, self.names.keys(), scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=LIKENESS
        )
        return [spot for key, *_ in likely for spot in self.names[key] if spot.kind in kinds]
