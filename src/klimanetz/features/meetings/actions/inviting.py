"""Invite, remind, withdraw."""

from collections.abc import Iterable

from klimanetz.features.meetings.guest_list import Audience, Invitee
from klimanetz.features.meetings.models import Invitation, Meeting


def invite(
    meeting: Meeting,
    invitees: Iterable[Invitee],
    *,
    actor: object,
    audience: Audience | None = None,
) -> int:
    """Invite everyone of `invitees` who is not yet; returns how many mails that made.

    Nobody is invited twice, whatever the case of the address, however often this runs. Someone
    whose invitation was withdrawn is invited again. `audience` is kept with the meeting to find
    later joiners. A planned meeting becomes invited.
    """
    raise NotImplementedError((meeting, invitees, actor, audience))


def invite_later_joiners(meeting: Meeting, *, actor: object) -> int:
    """Invite who joined the roster since, by the query of the first invitation."""
    raise NotImplementedError((meeting, actor))


def remind(meeting: Meeting, *, actor: object) -> int:
    """Ask everyone without answer once more, nobody twice within a day; returns how many.

    Refused where nobody is left to remind, with the reason (all answered; all reminded today).
    """
    raise NotImplementedError((meeting, actor))


def withdraw_invitation(invitation: Invitation, *, actor: object) -> Invitation:
    """Take one invitation back, with a mail that takes the calendar entry back.

    A seat it held goes to the first in line. Their answers are kept.
    """
    raise NotImplementedError((invitation, actor))
