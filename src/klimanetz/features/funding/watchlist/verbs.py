"""The words of the watch list in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.funding.watchlist.models import Listing


def name_listings(numbers: Collection[int]) -> dict[int, Thing]:
    rows = Listing.objects.filter(pk__in=numbers).only("title")
    return {it.pk: Thing(it.title, reverse("listing", args=[it.pk])) for it in rows}


name_verbs(
    {
        "import_listings": _("Förderdatenbank eingelesen"),
        "take_listing": _("aus der Förderdatenbank übernommen"),
        "join_listing": _("Eintrag der Förderdatenbank zugeordnet"),
        "put_listing_aside": _("Eintrag der Förderdatenbank zur Seite gelegt"),
        "see_listing": _("Eintrag der Förderdatenbank durchgesehen"),
    }
)
name_details({"file": _("Datei"), "new": _("neu"), "changed": _("geändert")})
name_kind("watchlist.listing", _("Eintrag der Förderdatenbank"), name_listings)
