"""Whose invitation still waits for an organiser to let it go: they have heard of nothing yet.

So nothing changes for them and nothing is taken back: their invitation is written anew, or dropped.
"""

from collections.abc import Iterable, Sequence

from klimanetz.core.audit import name_subject
from klimanetz.features.meetings import mails
from klimanetz.features.meetings.models import ACCEPTED, Invitation, Meeting
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.promises import find_promises
from klimanetz.mail.models import Mail
from klimanetz.mail.outbox import drop_held, lock_letters

INVITING = ("meetings.invitation", "meetings.expected")


def without_unheard(
    meeting: Meeting, invitations: Iterable[Invitation]
) -> tuple[list[Invitation], list[Invitation]]:
    """Those who know of the meeting, and those who do not. One query."""
    held = Mail.objects.held_back(name_subject(meeting), INVITING)
    addresses = {address.lower() for address in held.values_list("address", flat=True)}
    told: list[Invitation] = []
    unheard: list[Invitation] = []
    for one in invitations:
        (unheard if one.email.lower() in addresses else told).append(one)
    return told, unheard


def part_unheard(
    meeting: Meeting, invitations: Iterable[Invitation]
) -> tuple[list[Invitation], list[Invitation]]:
    """The same for an action: no colleague lets an invitation go between this and what follows."""
    lock_letters(name_subject(meeting), INVITING)
    return without_unheard(meeting, invitations)


def count_unheard(meeting: Meeting) -> int:
    """How many invitations still wait to be let go. One query."""
    return Mail.objects.held_back(name_subject(meeting), INVITING).count()


def drop(meeting: Meeting, unheard: Sequence[Invitation]) -> None:
    """Their invitation is not to be let go any more."""
    if unheard:
        drop_held(name_subject(meeting), INVITING, [one.email for one in unheard])


def invite_anew(meeting: Meeting, unheard: Sequence[Invitation], *, actor: object) -> None:
    """With what is true now; it waits to be let go as before. Whose promise stands is not asked."""
    drop(meeting, unheard)
    if unheard:
        promises = find_promises(meeting)
        stands = [one.email for one in unheard if one.reply in ACCEPTED]
        promised = {email for email in stands if email.lower() in promises}
        mails.invitation(Occasion(meeting, actor, held=True), unheard, promised)
