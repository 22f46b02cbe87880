"""Who may see and change the roster.

Each `can_view_…` has its twin `visible_to` on the QuerySet: organisers see everything, anyone
else their own record and the positions they hold or held. The pages of the office are for
organisers alone, whatever else a person may see.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person
from klimanetz.roster.models import Position, RosterImport

type Visitor = Person | AnonymousUser


def can_manage(visitor: Visitor) -> Verdict:
    """Read and change people, positions and authorities in the office."""
    if isinstance(visitor, Person) and visitor.is_organiser:
        return ALLOWED
    return Verdict(False, _("Diese Seiten sind für das Netzwerkmanagement."))


def can_view_person(viewer: Person, person: Person) -> Verdict:
    if viewer.is_organiser or viewer.pk == person.pk:
        return ALLOWED
    return Verdict(False, _("Diese Angaben sieht nur das Netzwerkmanagement."))


def can_view_position(viewer: Person, position: Position) -> Verdict:
    if viewer.is_organiser or position.holdings.filter(person=viewer).exists():
        return ALLOWED
    return Verdict(False, _("Diese Stelle sieht nur das Netzwerkmanagement."))


def can_view_import(viewer: Person, roster_import: RosterImport) -> Verdict:
    """A list under way is seen by the organiser who brought it."""
    if viewer.is_organiser and roster_import.person_id == viewer.pk:
        return ALLOWED
    return Verdict(False, _("Diese Liste liest eine andere Person ein."))
