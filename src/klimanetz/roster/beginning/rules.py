"""Who may use what newcomers are offered."""

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.beginning.models import Tandem
from klimanetz.roster.beginning.models.tandem import SENIORITY
from klimanetz.roster.beginning.start import first_day


def can_begin(person: Person) -> Verdict:
    if person.is_member:
        return ALLOWED
    return Verdict(False, _("Diese Seiten sind für Mitglieder des Netzwerks."))


def can_ask_for_buddy(person: Person) -> Verdict:
    """Somebody in a position for less than a year."""
    if person.roles.isdisjoint(POSITION_ROLES):
        return Verdict(False, _("Ein Tandem ist für Menschen mit einer Stelle bei einer Kommune."))
    if first_day(person) <= timezone.localdate() - SENIORITY:
        return Verdict(False, _("Ein Tandem ist für Menschen, die kürzer als ein Jahr dabei sind."))
    return ALLOWED


def can_be_buddy(person: Person) -> Verdict:
    """Somebody in a position for a year or more."""
    if not person.is_active or person.roles.isdisjoint(POSITION_ROLES):
        return Verdict(False, _("Begleiten können Menschen mit einer Stelle bei einer Kommune."))
    if first_day(person) > timezone.localdate() - SENIORITY:
        return Verdict(False, _("Begleiten können Menschen, die mindestens ein Jahr dabei sind."))
    return ALLOWED


def can_see_tandem(viewer: Person, tandem: Tandem) -> Verdict:
    """The twin of `Tandem.objects.visible_to`."""
    if viewer.is_organiser or viewer.pk in (tandem.newcomer_id, tandem.buddy_id):
        return ALLOWED
    return Verdict(False, _("Dieses Tandem gehört anderen."))
