"""Who may say what they need, and who may bring somebody."""

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.meetings import rules
from klimanetz.features.meetings.models import Invitation, Reply, State
from klimanetz.people.models import Person


def can_say_needs(invitation: Invitation) -> Verdict:
    """Until the meeting begins: catering is told late, too."""
    meeting = invitation.meeting
    if invitation.withdrawn_at is not None or meeting.state != State.INVITED:
        return rules.can_answer(invitation)
    if timezone.now() >= meeting.starts_at:
        return Verdict(False, _("Das Treffen hat schon begonnen."))
    return ALLOWED


def is_member(invitation: Invitation) -> bool:
    person = invitation.person
    return isinstance(person, Person) and person.is_member


def can_bring(invitation: Invitation) -> Verdict:
    """Members who do not stay away, while there is time to answer: the guest answers, too."""
    if not is_member(invitation):
        return Verdict(False, _("Gäste bringen Mitglieder des Netzwerks mit."))
    if invitation.reply == Reply.DECLINED:
        reason = _("Sie nehmen selbst nicht teil. Schicken Sie gern eine Vertretung.")
        return Verdict(False, reason)
    return rules.can_answer(invitation)
