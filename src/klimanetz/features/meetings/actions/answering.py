"""Answer, and what follows from it: seats and the waiting list."""

from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source


def answer(
    invitation: Invitation,
    reply: Reply,
    *,
    source: Source,
    by: str = "",
    note: str = "",
    deputy_name: str = "",
    deputy_email: str = "",
    deputy_mode: str = "",
) -> Invitation:
    """Give or change an answer: on site, online, declined or deputy. Returns the fresh row.

    Its `reply` may differ from what was asked: "on site" (or a deputy on site) where the venue
    is full becomes `Reply.WAITING`. The same answer again changes nothing and mails nothing.
    A seat that gets free goes to the first in line. `by` says who gave it (the organiser who
    took the call); empty for the invited person. A deputy needs a name; `deputy_mode`
    (`Mode.ON_SITE` or `Mode.ONLINE`) defaults to the meeting's own, on site where it has both.
    """
    raise NotImplementedError((invitation, reply, source, by, note, deputy_name, deputy_email))


def fill_free_seats(meeting: Meeting) -> int:
    """Give free seats to the first in line, each with a mail; returns how many."""
    raise NotImplementedError(meeting)
