"""Who may ask for a contact, and who sees what was asked."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person
from klimanetz.roster.introductions.models import Introduction, State


def can_ask(person: Person) -> Verdict:
    """Members ask here; everyone else on the public page."""
    if person.is_member:
        return ALLOWED
    return Verdict(False, _("Hier fragen Mitglieder des Netzwerks nach Kontakten."))


def can_be_contact(person: Person) -> Verdict:
    if person.is_active and person.is_member:
        return ALLOWED
    return Verdict(False, _("Vermitteln können wir Mitglieder des Netzwerks."))


def can_see(viewer: Person, introduction: Introduction) -> Verdict:
    """The twin of `Introduction.objects.visible_to`."""
    confirmed = introduction.state != State.UNCONFIRMED
    if (viewer.is_organiser and confirmed) or (
        introduction.asker_id == viewer.pk and not viewer.is_organiser
    ):
        return ALLOWED
    return Verdict(False, _("Diese Anfrage gehört jemand anderem."))
