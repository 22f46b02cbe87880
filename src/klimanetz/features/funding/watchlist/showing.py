"""How a listing is shown, and what of it goes into the form of a programme."""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from klimanetz.features.funding.watchlist.cleaning import show
from klimanetz.features.funding.watchlist.models import Listing
from klimanetz.features.funding.watchlist.sections import SECTIONS

#: The part that names the guideline.
LAW: Final = "gsb:bodyText"


class Part(NamedTuple):
    """`changed`: since somebody last decided on the listing."""

    heading: str | Promise
    html: SafeString
    changed: bool


def read_parts(listing: Listing) -> list[Part]:
    return [
        Part(heading, show(listing.texts[name], listing.links), name in listing.changed_parts)
        for name, heading in SECTIONS.items()
        if name in listing.texts
    ]


def prefill(listing: Listing) -> dict[str, str]:
    """Facts only: the texts are others' and may not be edited."""
    law = [url for target, url in listing.links.items() if target in listing.texts.get(LAW, "")]
    return {
        "name": listing.title[:160],
        "giver": listing.giver[:160],
        "level": listing.level,
        "land": listing.land,
        "guideline_url": next(iter(law), listing.address)[:300],
    }
