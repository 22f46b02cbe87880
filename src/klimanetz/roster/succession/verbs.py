"""The words of checklist and handover in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_details, name_verbs
from klimanetz.roster.succession.models import Decision

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
name_details(
    {
        "apply_by": _("Bewerben bis"),
        "decision": _("Entscheidung"),
        "item": _("Punkt"),
        "questions": _("Fragen"),
        "term_end": _("Ende der Stelle"),
        "text": _("Text"),
    },
    {str(choice.value): choice.label for choice in Decision},
)
