"""Who may offer a contribution and follow it, and who opens which file.

`can_see` has its twin in `Contribution.objects.visible_to`, `can_open` in
`Material.objects.visible_to`.
"""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.meetings.agenda.models import STANDING, Contribution, Material, State
from klimanetz.features.meetings.models import Meeting, Visibility
from klimanetz.features.meetings.rules import Visitor
from klimanetz.people.models import Person
from klimanetz.people.roles import Role


def can_propose(person: Person) -> Verdict:
    """Members, and standing guests, who know the meetings too."""
    if person.is_member or Role.STANDING_GUEST in person.roles:
        return ALLOWED
    return Verdict(False, _("Beiträge melden Mitglieder des Netzwerks und ständige Gäste an."))


def can_see(person: Person, contribution: Contribution) -> Verdict:
    if person.is_organiser or contribution.proposer_id == person.pk:
        return ALLOWED
    return Verdict(False, _("Diesen Beitrag hat jemand anderes angemeldet."))


def can_revise(person: Person, contribution: Contribution) -> Verdict:
    """Who offered it, until it is on an agenda."""
    if contribution.proposer_id != person.pk:
        return Verdict(False, _("Diesen Beitrag hat jemand anderes angemeldet."))
    if contribution.state not in STANDING:
        return Verdict(False, _("Über diesen Beitrag ist schon entschieden."))
    return ALLOWED


def can_withdraw(person: Person, contribution: Contribution) -> Verdict:
    if contribution.proposer_id != person.pk:
        return Verdict(False, _("Diesen Beitrag hat jemand anderes angemeldet."))
    if not contribution.may_become(State.WITHDRAWN):
        return Verdict(False, _("Diesen Beitrag können Sie nicht mehr zurückziehen."))
    return ALLOWED


def can_open(person: Visitor, material: Material) -> Verdict:
    """Members and the invited; what is marked public, everyone who may see the meeting."""
    if isinstance(person, Person):
        return _can_person_open(person, material)
    meeting = _meeting_of(material)
    if material.public and meeting is not None and meeting.visibility == Visibility.PUBLIC:
        return ALLOWED
    return _for_members()


def _can_person_open(person: Person, material: Material) -> Verdict:
    meeting, contribution = _meeting_of(material), material.contribution
    own = contribution is not None and contribution.proposer_id == person.pk
    if person.is_organiser or own:
        return ALLOWED
    if meeting is None or material.item is None:
        return _for_members()
    if person.is_member or material.item.presenter_id == person.pk:
        return ALLOWED
    if material.public and meeting.visibility == Visibility.PUBLIC:
        return ALLOWED
    if meeting.invitations.all().standing().filter(person=person).exists():
        return ALLOWED
    return _for_members()


def _for_members() -> Verdict:
    return Verdict(False, _("Diese Unterlage ist für Mitglieder und Eingeladene."))


def _meeting_of(material: Material) -> Meeting | None:
    return material.item.meeting if material.item else None
