"""Who may leave, and when somebody's data may be erased."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.actions.people import is_last_organiser
from klimanetz.roster.leaving.retention import has_role
from klimanetz.roster.models import Membership


def can_leave(person: Person) -> Verdict:
    """Everyone but the last who runs the network."""
    if not has_role(person):
        return Verdict(False, _("Sie sind nicht mehr im Netzwerk."))
    organising = Membership.objects.valid().filter(person=person, role=Role.ORGANISER).first()
    if organising is not None and is_last_organiser(organising):
        return Verdict(
            False,
            _(
                "Sie sind die letzte Person im Netzwerkmanagement. Bitte nehmen Sie zuerst eine "
                "Nachfolge auf, sonst könnte sich niemand mehr um das Netzwerk kümmern."
            ),
        )
    return ALLOWED


def can_be_erased(person: Person) -> Verdict:
    """Its twin is `retention.departed`."""
    if has_role(person):
        return Verdict(False, _("Wer noch eine Rolle im Netzwerk hat, muss zuerst ausscheiden."))
    return ALLOWED
