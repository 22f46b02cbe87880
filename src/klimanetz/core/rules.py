"""Who may read what was done: those who run the network."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict


def can_read_trail(person: object) -> Verdict:
    """Its twin is `AuditEntry.objects.visible_to`."""
    if getattr(person, "is_organiser", False):
        return ALLOWED
    return Verdict(False, _("Den Verlauf liest nur das Netzwerkmanagement."))
