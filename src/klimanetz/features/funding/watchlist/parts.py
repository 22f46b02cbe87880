"""The watch list lies beside the desk of funding."""

from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.desk_ways import lead_to

lead_to(
    "listings",
    _("Förderdatenbank des Bundes"),
    _("neue und geänderte Programme für Kommunen"),
    order=20,
)
