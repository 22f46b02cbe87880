"""Who may run the network."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person


def can_run_network(person: Person) -> Verdict:
    if person.is_organiser:
        return ALLOWED
    return Verdict(False, _("Das Netzwerk verwaltet das Netzwerkmanagement."))
