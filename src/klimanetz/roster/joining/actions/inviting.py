"""Inviting people directly, and what the invited do with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.people.actions import keep_organisation
from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.models import Authority
from klimanetz.roster import actions as roster
from klimanetz.roster.joining import mails
from klimanetz.roster.joining.models import INVITED_FOR, InvitationState, JoinInvitation


@dataclass(slots=True)
class Invited:
    """How many were invited, and who was not because they are in or invited already."""

    sent: int = 0
    members: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


@transaction.atomic
def invite(
    named: Iterable[tuple[str, str]],
    role: Role,
    *,
    organisation: Organisation | None,
    actor: Person,
) -> Invited:
    """Each address once; an invitation that ran out is sent anew with what is said now."""
    emails = {email: name for name, email in named}
    organisation = keep_organisation(organisation, actor=actor)
    found = Invited()
    has = set(
        Person.objects.with_role(role).filter(email__in=emails).values_list("email", flat=True)
    )
    rows = JoinInvitation.objects.open().select_for_update().filter(email__in=emails)
    standing = {row.email: row for row in rows}
    for email, name in emails.items():
        row = standing.get(email)
        if email in has:
            found.members.append(email)
        elif row is not None and not row.has_run_out:
            found.waiting.append(email)
        else:
            row = row or JoinInvitation(email=email)
            row.name, row.role, row.organisation = name or row.name, role, organisation
            if send_first(row, actor=actor):
                found.sent += 1
            else:
                found.waiting.append(email)
    return found


def send_first(row: JoinInvitation, *, actor: object) -> bool:
    """Whether nobody else invited this address at the same moment."""
    try:
        with transaction.atomic():
            send(row, "invite_to_join", actor=actor)
    except IntegrityError:
        return False
    return True


def send(row: JoinInvitation, verb: str, *, actor: object) -> None:
    row.sent_at = timezone.now()
    row.expires_at = row.sent_at + INVITED_FOR
    row.save()
    record(verb, row, actor=actor, role=row.role)
    mails.invitation(row, actor=actor)


@transaction.atomic
def resend_invitation(invitation: JoinInvitation, *, actor: object) -> None:
    """The same link once more, for thirty days from now."""
    send(lock_open(invitation), "resend_invitation", actor=actor)


@transaction.atomic
def withdraw_invitation(invitation: JoinInvitation, *, actor: object) -> None:
    row = lock(invitation)
    if row.state == InvitationState.WITHDRAWN:
        return
    if not row.is_open:
        raise Refused(_("Diese Einladung ist schon angenommen."))
    row.state = InvitationState.WITHDRAWN
    row.save(update_fields=["state"])
    record("withdraw_invitation", row, actor=actor)


@transaction.atomic
def accept_invitation(
    invitation: JoinInvitation,
    *,
    first_name: str,
    last_name: str,
    authority: Authority | None = None,
    since: date | None = None,
) -> Person:
    """Whoever holds the link is the address; they are in with the role they were invited in."""
    row = lock(invitation)
    if row.person is not None:
        return row.person
    if not row.is_open or row.has_run_out:
        raise Refused(_("Diese Einladung gilt nicht mehr."))
    actor, role = f"{first_name} {last_name}", Role(row.role)
    person = take_in(row, first_name, last_name, actor=actor)
    if authority is not None and role in POSITION_ROLES:
        roster.place_person(
            person, role, authority, since=since or timezone.localdate(), actor=actor
        )
    row.state, row.person = InvitationState.ACCEPTED, person
    row.save(update_fields=["state", "person"])
    record("accept_invitation", row, actor=actor)
    return person


def take_in(row: JoinInvitation, first_name: str, last_name: str, *, actor: object) -> Person:
    """Whose address it is already keeps their name and gets the role besides."""
    role, today = Role(row.role), timezone.localdate()
    known: Person | None = Person.objects.with_email(row.email).first()
    if known is None:
        return roster.add_person(
            row.email,
            role,
            since=today,
            actor=actor,
            first_name=first_name,
            last_name=last_name,
            organisation=row.organisation,
        )
    roster.change_person(known, actor=actor, is_active=True)
    roster.start_membership(known, role, since=today, actor=actor)
    return known


def lock(invitation: JoinInvitation) -> JoinInvitation:
    """Without its relations: joined while waiting, they would be as they were before the wait."""
    return JoinInvitation.objects.select_for_update().get(pk=invitation.pk)


def lock_open(invitation: JoinInvitation) -> JoinInvitation:
    row = lock(invitation)
    if not row.is_open:
        raise Refused(
            _("Diese Einladung ist schon erledigt: %(state)s.") % {"state": row.get_state_display()}
        )
    return row
