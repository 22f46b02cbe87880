"""The words of guests of members in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_details, name_verbs

name_verbs(
    {
        "ask_to_bring": _("möchte einen Gast mitbringen"),
        "companion_welcome": _("Gast zugestimmt"),
        "companion_declined": _("Gast abgelehnt"),
    }
)
name_details({"guest": _("Gast")})
