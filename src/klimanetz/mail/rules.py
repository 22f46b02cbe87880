"""Who may see and steer the outbox: those who run the network."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict


def can_see_outbox(person: object) -> Verdict:
    """Its twin is `Letter.objects.visible_to`."""
    if getattr(person, "is_organiser", False):
        return ALLOWED
    return Verdict(False, _("Den Postausgang sieht nur das Netzwerkmanagement."))
