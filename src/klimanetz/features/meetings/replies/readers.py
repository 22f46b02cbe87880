"""Reads what comes into the mailbox: here, answers from calendars."""

from email.message import Message

from klimanetz.features.meetings.replies.actions import take
from klimanetz.features.meetings.replies.envelope import Envelope, open_message
from klimanetz.features.meetings.replies.matching import (
    Match,
    find_meeting,
    find_plainly,
    looks_like_ours,
    match,
)
from klimanetz.features.meetings.replies.models import Why
from klimanetz.features.meetings.replies.saying import Said
from klimanetz.mail.inbox import reads_mail


@reads_mail
def take_replies(message: Message) -> bool:
    """Answers to meetings of ours. Those to other events of whoever uses that mailbox are theirs,
    and so are invitations, and mails about being away: they carry no answer."""
    envelope, answers = open_message(message)
    ours = [(said, found) for said in answers if (found := find(said, envelope))]
    for said, found in ours:
        take(said, envelope, found)
    return bool(ours)


def find(said: Said, envelope: Envelope) -> Match | None:
    """Whose answer it is; None where it is to nothing of ours."""
    if plain := find_plainly(said, envelope):
        return plain
    meeting = find_meeting(said)
    if meeting is not None:
        return match(said, envelope, meeting)
    if looks_like_ours(said.uid) or envelope.keys:
        return Match(None, why=Why.NO_MEETING)
    return None
