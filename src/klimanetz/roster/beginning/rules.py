"""Who may use what newcomers are offered."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person


def can_begin(person: Person) -> Verdict:
    if person.is_member:
        return ALLOWED
    return Verdict(False, _("Diese Seiten sind für Mitglieder des Netzwerks."))
