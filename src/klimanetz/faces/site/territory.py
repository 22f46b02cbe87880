"""The network on the map: each district with its level, each place with somebody in post."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.faces.site.listing import DistrictLine, Entry, make_key
from klimanetz.places import map as places_map
from klimanetz.places.map import MOST_LINKED_DOTS, Cover, MapPicture, build_map
from klimanetz.roster.coverage import Dot

#: A label has room for so many.
MOST_NAMED = 3


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
    """Who works there, one a line: by name who agreed to it, else by role. Of many the first, so
    that it stays a label."""
    if not entries:
        return _("noch ohne Klimaschutzmanagement")
    named = [entry.name for entry in entries if entry.name]
    roles = Counter(entry.role for entry in entries if not entry.name)
    people = [*((name, 1) for name in named), *roles.items()]
    lines = [say_number(*one) for one in people[:MOST_NAMED]]
    if more := sum(number for _name, number in people[MOST_NAMED:]):
        lines.append(_("und %(more)s weitere") % {"more": more})
    return "\n".join(lines)


def say_number(name: str, number: int) -> str:
    return name if number == 1 else f"{number} × {name}"
