"""The funding programmes that come along, and three examples of what the watch list brings.

Nothing about real money is invented: the examples say in title and text that they are some.
"""

from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.demo.programmes import create_watchers
from klimanetz.features.funding.models import Level, Programme
from klimanetz.features.funding.shipped import load_shipped_programmes
from klimanetz.features.funding.watchlist.models import Listing, State

EXAMPLE: Final = (
    "<p>Dies ist ein erfundener Eintrag zum Ausprobieren. Hier stünde der Text der "
    "Förderdatenbank, Wort für Wort.</p>"
)
LISTINGS: Final[tuple[dict[str, Any], ...]] = (
    {
        "key": "Land/Beispiel/klimaschutz-in-kleinen-gemeinden",
        "title": "Beispiel: Klimaschutz in kleinen Gemeinden",
        "giver": "Beispielministerium für Umwelt",
        "level": Level.STATE,
        "land": "16",
        "texts": {
            "gsb:teaserText": EXAMPLE,
            "gsb:summary": (
                "<p>Gefördert würden zum Beispiel:</p><ul><li>Stellen, die sich mehrere Gemeinden "
                "teilen,</li><li>Konzepte und ihre Umsetzung.</li></ul>"
            ),
            "gsb:procInfluence": "<p>Hier stünde, bis wann man einen Antrag stellt.</p>",
        },
    },
    {
        "key": "Bund/Beispiel/energieberatung-fuer-rathaeuser",
        "title": "Beispiel: Energieberatung für Rathäuser",
        "giver": "Beispielministerium für Energie",
        "level": Level.FEDERAL,
        "texts": {"gsb:teaserText": EXAMPLE},
    },
    {
        "key": "Bund/Beispiel/kommunalrichtlinie",
        "title": "Beispiel: Eintrag zur Kommunalrichtlinie",
        "giver": "Beispielministerium für Umwelt",
        "level": Level.FEDERAL,
        "state": State.CHANGED,
        "texts": {
            "gsb:teaserText": EXAMPLE,
            "gsb:progress": "<p>Hier stünde, wie lange es dauert.</p>",
        },
        "changed_parts": ["gsb:progress"],
    },
)


def create_funding(network: Network) -> None:
    load_shipped_programmes(network.land)
    today = timezone.localdate()
    for facts in LISTINGS:
        Listing.objects.create(digest="", first_seen_on=today - timedelta(days=9), **facts)
    Listing.objects.filter(state=State.CHANGED).update(
        changed_on=today - timedelta(days=2),
        programme=Programme.objects.get(slug="kommunalrichtlinie"),
    )
    create_watchers()
