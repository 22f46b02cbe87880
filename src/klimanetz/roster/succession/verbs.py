"""The words of checklist and handover in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_verbs

name_verbs(
    {
        "add_follow_up_item": _("Punkt der Checkliste angelegt"),
        "change_follow_up_item": _("Punkt der Checkliste geändert"),
        "retire_follow_up_item": _("Punkt der Checkliste entfernt"),
        "add_handover_question": _("Frage der Übergabe angelegt"),
        "change_handover_question": _("Frage der Übergabe geändert"),
        "retire_handover_question": _("Frage der Übergabe entfernt"),
    }
)
