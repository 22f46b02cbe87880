"""The network on the map: each district with its level, each place with somebody in post."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.faces.site.listing import DistrictLine, Entry, make_key
from klimanetz.places import map as places_map
from klimanetz.places.map import MOST_LINKED_DOTS, Cover, MapPicture, build_map
from klimanetz.roster.coverage import Dot


def draw_map(
    land: str, districts: Iterable[DistrictLine], dots: Collection[Dot]
) -> MapPicture | None:
    """Everything on it leads to its page; one query."""
    overview = reverse("network_overview")
    staff: dict[str, list[Entry]] = defaultdict(list)
    covers: dict[str, Cover] = {}
    for district in districts:
        url = f"{overview}{district.key}/"
        covers[district.ars] = Cover(district.level, say_who(district.entries), url)
        for entry in district.entries:
            staff[entry.ars].append(entry)
    return build_map(land, covers, place_dots(dots, staff, overview))


def place_dots(
    dots: Collection[Dot], staff: dict[str, list[Entry]], overview: str
) -> Iterable[places_map.Dot]:
    """With so many that none can be chosen nobody reads what they say."""
    for dot in dots:
        if len(dots) > MOST_LINKED_DOTS:
            yield places_map.Dot(dot.name, dot.longitude, dot.latitude)
        else:
            url = f"{overview}{make_key(dot.ars, dot.name)}/"
            text = say_who(staff[dot.ars])
            yield places_map.Dot(dot.name, dot.longitude, dot.latitude, text, url)


def say_who(entries: Sequence[Entry]) -> str:
    """Short enough for a label: the one who works there, or how many."""
    if not entries:
        return _("noch ohne Klimaschutzmanagement")
    if len(entries) > 1:
        return _("%(number)s Menschen") % {"number": len(entries)}
    return entries[0].name or entries[0].role
