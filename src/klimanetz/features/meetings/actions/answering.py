"""Answer, and what follows from it: seats and the waiting list."""

from collections.abc import Iterable
from copy import copy

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import SYSTEM
from klimanetz.core.statements import insert, update
from klimanetz.features.meetings import mails, rules
from klimanetz.features.meetings.actions.locking import lock, lock_invitation, require
from klimanetz.features.meetings.actions.wishes import Wish, read_wish, standing_wish
from klimanetz.features.meetings.models import (
    LINES,
    Answer,
    Invitation,
    Meeting,
    Reply,
    Source,
    State,
)
from klimanetz.features.meetings.posting import Occasion
from klimanetz.features.meetings.promises import Promises
from klimanetz.features.meetings.waiting import wanted_behind

#: What an answer writes into its invitation.
ANSWERED = (
    "reply", "deputy_name", "deputy_email", "deputy_mode", "waiting_since", "replied_at",
)  # fmt: skip


def answer_within(
    invitation: Invitation,
    reply: Reply,
    *,
    source: Source,
    by: str = "",
    note: str = "",
    seen: str = "",
    deputy_name: str = "",
    deputy_email: str = "",
    deputy_mode: str = "",
) -> Invitation:
    """Give or change an answer: on site, online, declined or deputy. Returns the fresh row.

    Its `reply` may differ from what was asked: "on site" (or a deputy on site) where the venue
    is full becomes `Reply.WAITING`, online alike `Reply.WAITING_ONLINE`. The same answer again
    changes nothing and mails nothing. A seat that gets free goes to the first in line.
    `by` says who gave it (the organiser who took the call); empty for the invited person. A deputy
    needs a name; `deputy_mode` defaults to the meeting's own, on site where it has both. `seen`
    is the `moment` of the meeting on the page of the answer: one left open answers for no new day.
    """
    invitation = lock_invitation(invitation)
    require(rules.can_answer(invitation, source=source))
    require(rules.was_asked_for(invitation.meeting, seen))
    wish = read_wish(invitation.meeting, reply, deputy_name, deputy_email, deputy_mode)
    if wish != standing_wish(invitation):
        fulfil(invitation, wish, source=source, by=by, note=note)
    elif note and not invitation.answers.filter(note=note).exists():
        keep(invitation, source=source, by=by, note=note)
    return invitation


#: With `answer_within` it is part of a transaction, all of which a refusal undoes.
answer = transaction.atomic(answer_within)


def fulfil(invitation: Invitation, wish: Wish, *, source: Source, by: str, note: str) -> None:
    """Note a new wish, confirm it, and pass on the seat that it may leave."""
    before = copy(invitation)
    take_place(invitation, wish)
    confirm(before, keep(invitation, source=source, by=by, note=note))
    if before.place and before.place != invitation.place:
        fill(invitation.meeting)


def take_place(invitation: Invitation, wish: Wish) -> None:
    """Write the wish as the reply, as a place in line where it needs a place and none is free."""
    mode, now = wish.mode, timezone.now()
    waits = bool(mode) and invitation.place != mode and not has_place_for(invitation, mode)
    stood_since = invitation.waiting_since if invitation.waits_for == mode else None
    invitation.reply = LINES[mode] if waits else wish.reply
    invitation.waiting_since = (stood_since or now) if waits else None
    invitation.deputy_name = wish.deputy_name
    invitation.deputy_email = wish.deputy_email
    invitation.deputy_mode = wish.deputy_mode
    invitation.replied_at = now
    update(invitation, ANSWERED)


def has_place_for(invitation: Invitation, mode: str) -> bool:
    """Whether a place is free that nobody in line has a right to."""
    free = invitation.meeting.free_seats(mode)
    if not free:
        return free is None
    line = invitation.meeting.invitations.all().waiting(mode)
    return free > line.exclude(pk=invitation.pk).count()


def keep(invitation: Invitation, *, source: Source, by: str = "", note: str = "") -> Answer:
    """One line of the history: the reply as it stands now, from whom and how it came.

    It says what the audit trail would say, and is as lasting; so there is no second line there.
    """
    answer = Answer(
        invitation=invitation,
        reply=invitation.reply,
        deputy_name=invitation.deputy_name,
        source=source,
        by=by,
        note=note,
    )
    insert([answer])
    return answer


def keep_promises(invited: Iterable[Invitation], promises: Promises) -> set[str]:
    """Answer for those who agreed before they were invited, in the order of `promises`.

    Without a confirmation: the invitation itself says it. Returns who promised, by address.
    """
    by_address = {one.email.lower(): one for one in invited}
    promised = set()
    for email, reply in promises.items():
        invitation = by_address.get(email)
        if invitation is None or reply not in (Reply.OPEN, *invitation.meeting.replies):
            continue
        promised.add(invitation.email)
        if reply != Reply.OPEN:
            take_place(invitation, Wish(reply))
            keep(invitation, source=Source.POLL)
    return promised


def confirm(before: Invitation, given: Answer) -> None:
    """Mails to the invited person, and to deputies who are asked or not needed any more."""
    invitation = given.invitation
    meeting = invitation.meeting
    occasion = Occasion(meeting)
    mails.confirmation(occasion, given)
    if before.deputy_email and before.deputy_email != invitation.deputy_email:
        mails.deputies_released(occasion, [before], before=meeting)
    mails.deputy_asked(occasion, invitation)


@transaction.atomic
def fill_free_seats(meeting: Meeting) -> int:
    """Give free seats to the first in line, each with a mail; returns how many."""
    return fill(lock(meeting.pk))


def fill(meeting: Meeting) -> int:
    """As `fill_free_seats`, where the meeting is held already."""
    if meeting.state != State.INVITED or timezone.now() >= meeting.starts_at:
        return 0
    return sum(fill_mode(meeting, mode) for mode in LINES)


def fill_mode(meeting: Meeting, mode: str) -> int:
    free = meeting.free_seats(mode)
    if free == 0:
        return 0
    line = list(meeting.invitations.all().waiting(mode)[:free])
    for invitation in line:
        invitation.meeting = meeting
        give_place(invitation)
    return len(line)


def give_place(invitation: Invitation) -> None:
    invitation.reply = wanted_behind(Reply(invitation.reply), invitation.deputy_name)
    invitation.waiting_since = None
    invitation.replied_at = timezone.now()
    update(invitation, ANSWERED)
    keep(invitation, source=Source.SYSTEM, by=SYSTEM)
    mails.seat_freed(Occasion(invitation.meeting), invitation)
