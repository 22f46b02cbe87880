"""Say what one needs, ask to bring somebody, agree to it or not."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import BY_LINK, record
from klimanetz.core.jobs import A_FEW
from klimanetz.core.refusal import Refused, Verdict
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.actions.locking import lock_invitation
from klimanetz.features.meetings.company import mails, rules
from klimanetz.features.meetings.company.models import Companion, CompanionState, Needs
from klimanetz.features.meetings.guest_list import read_guests
from klimanetz.features.meetings.models import Invitation

#: Needs are kept so long after the meeting (data minimisation, Art. 5 (1) c and e GDPR).
KEPT = timedelta(days=30)


def require(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)


@transaction.atomic
def say_needs(invitation: Invitation, text: str) -> None:
    """Empty text takes back what was said. The audit trail says nothing of what it was."""
    invitation = lock_invitation(invitation)
    require(rules.can_say_needs(invitation))
    if text.strip():
        said = {"text": text.strip(), "said_at": timezone.now()}
        Needs.objects.update_or_create(invitation=invitation, defaults=said)
    else:
        Needs.objects.filter(invitation=invitation).delete()


@transaction.atomic
def ask_to_bring(companion: Companion) -> Companion:
    """Note the wish and tell the organisers; the same address again is the same wish, unless its
    invitation was taken back meanwhile."""
    invitation = lock_invitation(companion.host)
    require(rules.can_bring(invitation))
    known = Companion.objects.filter(host=invitation, email__iexact=companion.email)
    same = known.with_invitation().first()
    if same is not None and (same.state != CompanionState.WELCOME or same.invited):
        return same
    if same is not None:
        same.delete()
    standing = invitation.meeting.invitations.all().standing()
    if standing.filter(email__iexact=companion.email).exists():
        raise Refused(_("%(name)s ist schon eingeladen.") % {"name": companion.name})
    companion.host = invitation
    companion.save()
    record("ask_to_bring", invitation, actor=invitation.person or BY_LINK, guest=companion.name)
    mails.asked(companion)
    return companion


@transaction.atomic
def welcome(companion: Companion, *, actor: object) -> Companion:
    """Invite the guest, and tell the member. Decided once: the second of two changes nothing."""
    companion = lock_companion(companion)
    if companion.state == CompanionState.WELCOME:
        return companion
    require_undecided(companion)
    (guest,), _unreadable = read_guests(f"{companion.name} <{companion.email}>")
    invitee = guest if guest.person_id else replace(guest, organisation=companion.organisation)
    host = companion.host
    meetings.invite(host.meeting, [invitee], actor=actor, brought_by=host.name)
    return decide(companion, CompanionState.WELCOME, words="", actor=actor)


@transaction.atomic
def turn_down(companion: Companion, *, words: str, actor: object) -> Companion:
    """Kindly, with the organisers' own words to the member."""
    companion = lock_companion(companion)
    if companion.state == CompanionState.DECLINED:
        return companion
    require_undecided(companion)
    return decide(companion, CompanionState.DECLINED, words=words, actor=actor)


def require_undecided(companion: Companion) -> None:
    """Of two who decide otherwise the second hears that the first was quicker."""
    said = {
        CompanionState.WELCOME: _("Inzwischen hat jemand %(name)s eingeladen."),
        CompanionState.DECLINED: _("Inzwischen hat jemand für %(name)s abgelehnt."),
    }
    if reason := said.get(CompanionState(companion.state)):
        raise Refused(reason % {"name": companion.name})


def lock_companion(companion: Companion) -> Companion:
    host = lock_invitation(companion.host)
    fresh = Companion.objects.get(pk=companion.pk)
    fresh.host = host
    return fresh


def decide(companion: Companion, state: str, *, words: str, actor: object) -> Companion:
    companion.state, companion.decided_at = state, timezone.now()
    companion.save(update_fields=["state", "decided_at"])
    record(f"companion_{state}", companion.host, actor=actor, guest=companion.name)
    mails.decided(companion, words=words, actor=actor)
    return companion


def forget_needs() -> int:
    """Erase what was needed at meetings that are over since 30 days."""
    long_ago = timezone.now() - KEPT
    return delete_few(Needs.objects.filter(invitation__meeting__ends_at__lt=long_ago))


def forget_companions() -> int:
    """Whoever was not welcome is forgotten with the needs; a guest has an invitation."""
    long_ago = timezone.now() - KEPT
    return delete_few(Companion.objects.filter(host__meeting__ends_at__lt=long_ago))


def delete_few(old: QuerySet[Needs] | QuerySet[Companion]) -> int:
    few = list(old.order_by("pk").values_list("pk", flat=True)[:A_FEW])
    return old.filter(pk__in=few).delete()[0] if few else 0
