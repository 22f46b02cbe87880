"""Everyone reads the list of trainings; organisers keep it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person

type Visitor = Person | AnonymousUser


def can_keep(visitor: Visitor) -> Verdict:
    """Add, change and remove trainings."""
    if isinstance(visitor, Person) and visitor.is_organiser:
        return ALLOWED
    return Verdict(False, _("Diese Seiten sind für das Netzwerkmanagement."))
