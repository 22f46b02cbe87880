"""Which outline belongs to which authority, and what there is to write."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from klimanetz.places.kinds import ags_of, is_authority
from klimanetz.places.models import Authority, Kind, Outline
from klimanetz.places.paths import Drawing, box_of


@dataclass(slots=True)
class Stored:
    """What came of a file of outlines, for the person who started it."""

    new: list[Outline] = field(default_factory=list)
    changed: list[Outline] = field(default_factory=list)
    unchanged: int = 0
    #: Keys without an authority in the register.
    unknown: list[str] = field(default_factory=list)
    #: Districts and cities that still have none: holes in the map.
    undrawn: list[Authority] = field(default_factory=list)


class Gallery:
    """The valid authorities by every key a file may use, with the outlines they have."""

    def __init__(self) -> None:
        self.by_key: dict[str, Authority] = {}
        self.cities: set[int] = set()
        for authority in Authority.objects.valid().order_by("pk").select_related("outline"):
            self.by_key[authority.identity] = authority
            if authority.kind == Kind.DISTRICT_FREE_CITY:
                self.by_key[authority.ars[:5]] = authority
                self.cities.add(authority.pk)

    def hang(self, drawings: Mapping[str, Drawing], credit: str) -> Stored:
        """Districts last: a city that is one keeps the border it shares with its neighbours."""
        stored = Stored()
        hung: dict[int, tuple[Authority, Drawing]] = {}
        for key in sorted(drawings, key=len, reverse=True):
            authority = self.by_key.get(ags_of(key) or key)
            if authority is None:
                stored.unknown += [key] if is_authority(key) else []
            elif len(key) == 5 or not self.is_drawn_city(authority):
                hung[authority.pk] = (authority, drawings[key])
        for authority, drawing in hung.values():
            sort_in(stored, authority, drawing, credit)
        stored.undrawn = [
            authority
            for authority in dict.fromkeys(self.by_key.values())
            if authority.kind in (Kind.DISTRICT, Kind.DISTRICT_FREE_CITY)
            and not (authority.pk in hung or hasattr(authority, "outline"))
        ]
        return stored

    def is_drawn_city(self, authority: Authority) -> bool:
        return authority.pk in self.cities and hasattr(authority, "outline")


def sort_in(stored: Stored, authority: Authority, drawing: Drawing, credit: str) -> None:
    outline = getattr(authority, "outline", None)
    if outline is None:
        stored.new.append(frame(Outline(authority=authority), drawing, credit))
    elif (outline.path, outline.coarse_path, outline.source) != (
        drawing.path,
        drawing.coarse,
        credit,
    ):
        stored.changed.append(frame(outline, drawing, credit))
    else:
        stored.unchanged += 1


def frame(outline: Outline, drawing: Drawing, credit: str) -> Outline:
    outline.path, outline.coarse_path, outline.source = drawing.path, drawing.coarse, credit
    outline.min_x, outline.min_y, outline.max_x, outline.max_y = box_of(drawing.path)
    return outline
