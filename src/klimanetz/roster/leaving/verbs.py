"""The words of leaving in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_details, name_verbs

name_verbs(
    {
        "leave_network": _("aus dem Netzwerk ausgetreten"),
        "erase_person": _("persönliche Angaben gelöscht"),
        "erase_by_rule": _("nach Ablauf der Frist gelöscht"),
    }
)
name_details({"rows": _("Einträge"), "addresses": _("Adressen"), "months": _("Monate")})
