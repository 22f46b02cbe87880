"""The parts of a programme's page in the order in which the database shows them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

#: Property of the export → heading here.
SECTIONS: Final = {
    "gsb:header": _("Hinweis"),
    "gsb:teaserText": _("Kurztext"),
    "gsb:summary": _("Volltext"),
    "gsb:regulatoryFWork": _("Rechtliche Voraussetzungen"),
    "gsb:procMethod": _("Verfahrensablauf"),
    "gsb:procInfluence": _("Fristen"),
    "gsb:progress": _("Bearbeitungsdauer"),
    "gsb:competenceDescr": _("Erforderliche Unterlagen"),
    "gsb:bodyText": _("Rechtsgrundlage"),
    "gsb:procDescription": _("Quelle"),
}
