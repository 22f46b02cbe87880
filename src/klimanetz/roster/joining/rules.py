"""Who may read and decide requests and invitations: the pair of `visible_to`."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person
from klimanetz.roster.joining.models import JoinInvitation, JoinRequest, RequestState


def can_view_request(viewer: Person, request: JoinRequest) -> Verdict:
    if viewer.is_organiser and request.state != RequestState.UNCONFIRMED:
        return ALLOWED
    return Verdict(False, _("Anfragen liest nur das Netzwerkmanagement."))


def can_view_invitation(viewer: Person, _invitation: JoinInvitation) -> Verdict:
    if viewer.is_organiser:
        return ALLOWED
    return Verdict(False, _("Einladungen liest nur das Netzwerkmanagement."))
