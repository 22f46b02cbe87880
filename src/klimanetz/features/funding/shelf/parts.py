"""The shelf lies beside the desk of funding."""

from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.desk_ways import lead_to

lead_to(
    "office_templates",
    _("Vorlagen"),
    _("was Kommunen ausgefüllt mitnehmen, vom Beschluss bis zur Ausschreibung"),
    order=30,
)
