"""Who may see and note whether an entry was confirmed."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person
from klimanetz.roster.confirming.members import members
from klimanetz.roster.confirming.models import Answer, Confirmation


def can_view_confirmation(viewer: Person, confirmation: Confirmation) -> Verdict:
    """Its twin is `Confirmation.objects.visible_to`."""
    if viewer.is_organiser or confirmation.person_id == viewer.pk:
        return ALLOWED
    return Verdict(False, _("Diese Angaben sieht nur das Netzwerkmanagement."))


def can_answer(confirmation: Confirmation) -> Verdict:
    """Whether the link of the mail still opens the entry."""
    if confirmation.answer == Answer.OVERTAKEN:
        return Verdict(False, _("Wir haben Ihnen inzwischen neu geschrieben. Bitte nehmen Sie den "
                                "Link aus der neuesten Mail."))  # fmt: skip
    if confirmation.answer != Answer.OPEN:
        return Verdict(False, _("Diese Frage ist schon beantwortet."))
    if not members().filter(pk=confirmation.person_id).exists():
        return Verdict(False, _("Sie stehen nicht mehr als Mitglied im Netzwerk. Es gibt nichts zu "
                                "bestätigen."))  # fmt: skip
    return ALLOWED
