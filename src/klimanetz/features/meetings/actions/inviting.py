"""Invite, and take an invitation back."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import mails, rules
from klimanetz.features.meetings.actions.announcing import announce
from klimanetz.features.meetings.actions.answering import fill, keep_promises
from klimanetz.features.meetings.actions.locking import lock, lock_invitation, require
from klimanetz.features.meetings.actions.reopening import reopen
from klimanetz.features.meetings.changes import snapshot
from klimanetz.features.meetings.guest_list import (
    Audience,
    Invitee,
    invited_to,
    later_joiners,
    once_each,
)
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, State
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.promises import find_promises
from klimanetz.features.meetings.unheard import drop, part_unheard


@transaction.atomic
def invite(
    meeting: Meeting,
    invitees: Iterable[Invitee],
    *,
    actor: object,
    audience: Audience | None = None,
    held: bool = False,
    brought_by: str = "",
) -> int:
    """Invite everyone of `invitees` who is not yet; returns how many mails that made.

    Nobody is invited twice, whatever the case of the address, however often this runs. Someone
    whose invitation was withdrawn is invited again. `audience` is kept with the meeting to find
    later joiners. A planned meeting becomes invited. Who promised to come has answered. Mails
    that are `held` wait in the outbox. A guest reads who brings them (`brought_by`).
    """
    meeting = lock(meeting.pk)
    require(rules.can_invite(meeting))
    known = invited_to(meeting)
    fresh = [invitee for invitee in once_each(invitees) if not known.has(invitee)]
    _make_ready(meeting, fresh)
    _keep_audience(meeting, audience)
    revived, new = _revive(meeting, fresh)
    created = _create(meeting, new)
    promised = keep_promises(created, find_promises(meeting))
    if invitations := [*revived, *created]:
        occasion = Occasion(meeting, actor, held=held, brought_by=brought_by)
        mails.invitation(occasion, invitations, promised)
        record("invite", meeting, actor=actor, number=len(invitations))
    return len(invitations)


def _make_ready(meeting: Meeting, fresh: Sequence[Invitee]) -> None:
    """Whoever comes new hears of no change that is none to them."""
    if meeting.state == State.PLANNED:
        _open_for_answers(meeting, fresh)
    elif fresh:
        announce(meeting)


def _open_for_answers(meeting: Meeting, fresh: Sequence[Invitee]) -> None:
    if not fresh:
        raise Refused(_("Die Liste ist leer. Bitte wählen Sie, wen Sie einladen."))
    meeting.become(State.INVITED)
    meeting.announced = snapshot(meeting)
    meeting.save(update_fields=["state", "announced"])
    changed_for_the_public()


def _keep_audience(meeting: Meeting, audience: Audience | None) -> None:
    if audience is None or (kept := audience.to_keep()) in meeting.audiences:
        return
    meeting.audiences.append(kept)
    meeting.save(update_fields=["audiences"])


def _revive(meeting: Meeting, fresh: Sequence[Invitee]) -> tuple[list[Invitation], list[Invitee]]:
    """Open withdrawn invitations again; returns them, and the invitees who never had one."""
    withdrawn = Invitation.objects.filter(meeting=meeting, withdrawn_at__isnull=False)
    emails, people = {}, {}
    for row in withdrawn:
        emails[row.email.lower()] = people[row.person_id] = row
    revived, new = [], []
    for invitee in fresh:
        known = emails.get(invitee.email.lower())
        if known is None and invitee.person_id is not None:
            known = people.get(invitee.person_id)
        if known is None:
            new.append(invitee)
        else:
            revived.append(_open_again(known, invitee))
    return revived, new


def _open_again(row: Invitation, invitee: Invitee) -> Invitation:
    reopen([row], note="")
    row.name, row.email = invitee.name, invitee.email
    row.organisation, row.district = invitee.organisation, invitee.district
    row.language = invitee.language
    row.withdrawn_at, row.invited_at = None, timezone.now()
    row.save()
    return row


def _create(meeting: Meeting, invitees: Iterable[Invitee]) -> list[Invitation]:
    rows = [
        Invitation(
            meeting=meeting,
            person_id=invitee.person_id,
            name=invitee.name,
            email=invitee.email,
            organisation=invitee.organisation,
            district=invitee.district,
            language=invitee.language,
        )
        for invitee in invitees
    ]
    return Invitation.objects.bulk_create(rows, batch_size=1000)


@transaction.atomic
def invite_later_joiners(meeting: Meeting, *, actor: object) -> int:
    """Invite who joined the roster since, by the queries of the invitations so far."""
    return invite(meeting, later_joiners(meeting).invitees, actor=actor)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, actor: object) -> Invitation:
    """Take one invitation back, with a mail that takes the calendar entry back.

    A seat it held goes to the first in line. Their answers are kept.
    """
    invitation = lock_invitation(invitation)
    if invitation.withdrawn_at is not None:
        return invitation
    require(rules.can_withdraw(invitation))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    meeting = invitation.meeting
    occasion = Occasion(meeting, actor)
    told, unheard = part_unheard(meeting, [invitation])
    drop(meeting, unheard)
    if told and invitation.reply != Reply.DECLINED:
        mails.withdrawal(occasion, invitation)
    mails.deputies_released(occasion, [invitation], before=meeting)
    record("withdraw_invitation", invitation, actor=actor)
    fill(meeting)
    return invitation
