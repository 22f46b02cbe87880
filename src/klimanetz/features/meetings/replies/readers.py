"""Reads what comes into the mailbox: here, answers from calendars."""

from email.message import Message

from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.replies.actions import take
from klimanetz.features.meetings.replies.envelope import Envelope, open_message
from klimanetz.features.meetings.replies.matching import (
    Match,
    find_meeting,
    find_plainly,
    looks_like_ours,
    match,
)
from klimanetz.features.meetings.replies.models import CalendarReply, Why
from klimanetz.features.meetings.replies.saying import Said
from klimanetz.mail.inbox import reads_mail

BY_STRANGERS = (Why.STRANGER, Why.NO_MEETING)
#: So many of them wait for organisers at most.
MOST_BY_STRANGERS = 100


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
    """Whose answer it is; None where it is to nothing of ours, or one of too many by strangers:
    those stay in the mailbox."""
    if plain := find_plainly(said, envelope):
        return plain
    meeting = find_meeting(said)
    if meeting is not None:
        found = match(said, envelope, meeting)
    elif looks_like_ours(said.uid) or envelope.keys:
        found = Match(None, why=Why.NO_MEETING)
    else:
        return None
    flooded = found.why in BY_STRANGERS and are_too_many(meeting)
    return None if flooded else found


def are_too_many(meeting: Meeting | None) -> bool:
    """The UID of a public meeting is public: anybody can answer it, and again and again."""
    waiting = CalendarReply.objects.filter(meeting=meeting, done_at=None, why__in=BY_STRANGERS)
    return waiting.count() >= MOST_BY_STRANGERS
