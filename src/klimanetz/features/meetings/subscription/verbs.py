"""The words of the own calendar in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_verbs

name_verbs(
    {
        "open_calendar": _("eigenen Kalender eingerichtet"),
        "renew_calendar": _("Adresse des eigenen Kalenders geändert"),
        "close_calendar": _("eigenen Kalender geschlossen"),
    }
)
