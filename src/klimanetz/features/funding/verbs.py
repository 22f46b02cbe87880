"""The words of funding in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_details, name_verbs
from klimanetz.features.funding.models import Status

name_verbs(
    {
        "add_programme": _("Förderprogramm angelegt"),
        "change_programme": _("Förderprogramm geändert"),
        "add_question": _("Frage zur Förderung angelegt"),
        "change_question": _("Frage zur Förderung geändert"),
        "open_rule": _("Förderregel angelegt"),
        "succeed_rule": _("Förderregel neu gefasst"),
        "confirm_rule": _("Förderregel geprüft und bestätigt"),
    }
)
name_details(
    {
        "question": _("Frage"),
        "proof": _("Stand der Prüfung"),
        "version": _("Fassung"),
        "checked_on": _("geprüft am"),
    },
    {str(status): status.label for status in Status},
)
