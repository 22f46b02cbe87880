"""What may still be done with the record of a person."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person


def can_be_changed(person: Person) -> Verdict:
    """Everyone but who was erased: nothing may be added to a person whom nobody knows any more."""
    if person.erased_at:
        return Verdict(
            False, _("Die Angaben dieser Person sind gelöscht. Das lässt sich nicht mehr ändern.")
        )
    return ALLOWED
