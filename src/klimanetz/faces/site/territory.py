"""The network on the map: each district with its level, each place with somebody in post."""

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.core.models import Network
from klimanetz.faces.site.listing import Entry, make_key
from klimanetz.faces.site.picture import Picture
from klimanetz.places.map import Cover, Dot, MapPicture, build_map


def draw_map(network: Network, picture: Picture, *, beside_list: bool = False) -> MapPicture | None:
    """Districts lead to their line of the list `beside` it, else to their pages; one query."""
    overview = reverse("network_overview")
    staff: dict[str, list[Entry]] = defaultdict(list)
    for district in picture.districts:
        for entry in district.entries:
            staff[entry.ars].append(entry)
    covers = {
        district.ars: Cover(
            district.level,
            say_who(district.entries),
            f"#kreis-{district.ars}" if beside_list else f"{overview}{district.key}/",
        )
        for district in picture.districts
    }
    dots = (
        Dot(
            dot.name,
            dot.longitude,
            dot.latitude,
            say_who(staff[dot.ars]),
            f"{overview}{make_key(dot.ars, dot.name)}/",
        )
        for dot in picture.coverage.dots
    )
    return build_map(network.land, covers, dots)


def say_who(entries: Sequence[Entry]) -> str:
    """Short enough for a label: the one who works there, or how many."""
    if not entries:
        return _("noch ohne Klimaschutzmanagement")
    if len(entries) > 1:
        return _("%(number)s Menschen") % {"number": len(entries)}
    return entries[0].name or entries[0].role
