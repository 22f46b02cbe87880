"""A reply from a calendar becomes an answer, or waits for an organiser: never neither."""

from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from klimanetz.core.audit import name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions, rules
from klimanetz.features.meetings.actions.answering import has_place_for
from klimanetz.features.meetings.models import (
    LINES,
    Invitation,
    Meeting,
    Mode,
    Reply,
    Source,
    State,
)
from klimanetz.features.meetings.replies import mails
from klimanetz.features.meetings.replies.envelope import Envelope
from klimanetz.features.meetings.replies.matching import Match
from klimanetz.features.meetings.replies.models import CalendarReply, Why, Word
from klimanetz.features.meetings.replies.saying import Said

#: A note of an answer holds no more; the whole comment waits to be read.
LONGEST_NOTE = 500
LONGEST_COMMENT = 5000
#: What organisers decide, however sure it is whose it is.
TO_DECIDE = {
    Word.TENTATIVE: Why.TENTATIVE,
    Word.COUNTER: Why.COUNTER,
    Word.UNCLEAR: Why.UNCLEAR,
}
#: What the invited person cannot know: their calendar shows an answer that does not count.
TO_TELL = {
    Why.LATE: {Word.ACCEPTED, Word.DELEGATED},
    Why.OUTDATED: {Word.ACCEPTED, Word.DELEGATED, Word.DECLINED},
}


def take(said: Said, envelope: Envelope, found: Match) -> None:
    """In the transaction of reading the mail; the same reply again changes nothing."""
    if found.why == Why.DEPUTY and said.word == Word.ACCEPTED and not said.comment:
        return  # as they were asked to
    why = found.why or object_to(said, envelope, found)
    if why and found.invitation and said.word in TO_TELL.get(why, ()):
        mails.not_counted(found.invitation, said.word, why)
    reason = ""
    if why is None:
        try:
            why = enter(said, envelope, found)
        except Refused as refused:
            why, reason = Why.REFUSED, str(refused)
    if why or said.comment:
        hold(said, envelope, found, why or Why.COMMENT, reason=reason)


def object_to(said: Said, envelope: Envelope, found: Match) -> Why | None:
    """What is against taking it as the answer of this invitation, the gravest first."""
    invitation = found.invitation
    if found.meeting is None or invitation is None:
        return Why.NO_MEETING
    if envelope.automatic:
        return Why.AUTOMATIC
    if is_outdated(said, invitation.meeting):
        return Why.OUTDATED
    if said.word in TO_DECIDE:
        return TO_DECIDE[said.word]
    if invitation.withdrawn_at is not None:
        return Why.WITHDRAWN
    if not rules.can_answer(invitation, source=Source.CALENDAR):
        return Why.LATE if invitation.meeting.state == State.INVITED else Why.CLOSED
    if said.word == Word.ACCEPTED and invitation.deputy_name:
        return Why.DEPUTISED
    return None


def is_outdated(said: Said, meeting: Meeting) -> bool:
    """It answers a version from before the meeting moved; other changes leave it as it is.

    Programs that say no sequence (Outlook's `winmail.dat` may not) say the date at least.
    """
    if said.word == Word.COUNTER or said.starts_at == meeting.starts_at:
        return False
    if said.starts_at is None:
        older = said.sequence is not None and said.sequence < meeting.sequence
        return older and has_moved(meeting)
    return said.sequence is None or said.sequence < meeting.sequence


def has_moved(meeting: Meeting) -> bool:
    """Whether it ever had another date: an older version without one cannot be told apart then."""
    trail = AuditEntry.objects.filter(
        subject=name_subject(meeting), verb__in=("postpone", "change")
    ).values_list("verb", "detail")
    return any(
        verb == "postpone" or not {"starts_at", "ends_at"}.isdisjoint(detail.get("fields", ()))
        for verb, detail in trail
    )


def enter(said: Said, envelope: Envelope, found: Match) -> Why | None:
    """Take it as the answer; what comes back is why it was not. May be `Refused`."""
    invitation = found.invitation
    assert invitation is not None  # noqa: S101 - for the types
    reply = choose_reply(invitation, said.word)
    if was_overtaken(said, envelope, invitation):
        return None if reply == invitation.reply else Why.OVERTAKEN
    deputy = {}
    if reply == Reply.DEPUTY:
        name = said.deputy_name or said.deputy_address
        deputy = {"deputy_name": name[:160], "deputy_email": said.deputy_address}
    note = shorten(said.comment)
    actions.answer(invitation, reply, source=Source.CALENDAR, note=note, **deputy)
    return None


def was_overtaken(said: Said, envelope: Envelope, invitation: Invitation) -> bool:
    """Somebody answered otherwise after this was written; mails may take their time."""
    if invitation.replied_at is None:
        return False
    given = invitation.answers.exclude(source=Source.SYSTEM).order_by("-at", "-pk").first()
    return given is not None and written_at(said, envelope) < given.at.replace(microsecond=0)


def written_at(said: Said, envelope: Envelope) -> datetime:
    """By the program's clock or the mail's, and never in the future."""
    now = timezone.now()
    return min(said.at or envelope.sent_at or now, now)


def choose_reply(invitation: Invitation, word: Word) -> Reply:
    """A calendar knows one "accept". Who answered how they come stays with it; else the meeting
    says it. Where it offers both, a free seat is taken; where none is free they join online and
    nobody has to wait for a seat that they may not need. (Of two in the same instant one may.)"""
    if word == Word.DECLINED:
        return Reply.DECLINED
    if word == Word.DELEGATED:
        return Reply.DEPUTY
    reply = Reply(invitation.reply)
    if reply in (*LINES, *LINES.values()):
        return reply
    if invitation.meeting.mode != Mode.BOTH:
        return Reply(invitation.meeting.mode)
    return Reply.ON_SITE if has_place_for(invitation, Mode.ON_SITE) else Reply.ONLINE


def shorten(comment: str) -> str:
    return comment if len(comment) <= LONGEST_NOTE else comment[: LONGEST_NOTE - 1] + "…"


def hold(said: Said, envelope: Envelope, found: Match, why: Why, *, reason: str = "") -> None:
    """It waits for an organiser. Said again in the same words it is one thing to look at."""
    address = said.address or next(iter(envelope.senders), "")
    CalendarReply.objects.get_or_create(
        key=digest(said, address),
        defaults={
            "meeting": found.meeting,
            "invitation": found.invitation,
            "address": address[:254],
            "name": said.name or envelope.name,
            "word": said.word,
            "why": why,
            "reason": reason[:500],
            "comment": said.comment[:LONGEST_COMMENT],
            "proposed_start": said.starts_at if said.word == Word.COUNTER else None,
            "proposed_end": said.ends_at if said.word == Word.COUNTER else None,
        },
    )


def digest(said: Said, address: str) -> str:
    facts = (said.uid, address, said.word, said.sequence, said.at, said.starts_at, said.comment)
    return sha256("\0".join(map(str, facts)).encode(errors="replace")).hexdigest()
