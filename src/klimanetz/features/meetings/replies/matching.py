"""Whose answer it is. When in doubt it is nobody's: an organiser decides.

decisions/0019 says what is believed, and why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.functions import Lower

from klimanetz.core.audit import name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.core.statements import Reading
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.features.meetings.replies.envelope import Envelope
from klimanetz.features.meetings.replies.models import Why
from klimanetz.features.meetings.replies.saying import Said
from klimanetz.features.meetings.reply_address import find_keys, proves
from klimanetz.mail.models import Mail
from klimanetz.mail.readers import find_mails
from klimanetz.people.models import Person, fold_name

INVITED = Reading(
    """
    SELECT {i}, {m} FROM meetings_invitation i
    JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE m.uid = %s AND LOWER(i.email) = %s
    """,
    i=Invitation,
    m=Meeting,
)


@dataclass(frozen=True, slots=True)
class Match:
    """`invitation` is whose answer it is, or, where `why` says what is against it, may be."""

    meeting: Meeting | None
    invitation: Invitation | None = None
    why: Why | None = None


def find_meeting(said: Said) -> Meeting | None:
    return Meeting.objects.filter(uid=said.uid).first()


def find_plainly(said: Said, envelope: Envelope) -> Match | None:
    """In one composed query what most answers are: from the address that was invited."""
    if envelope.doubted or said.address not in envelope.senders:
        return None
    found = INVITED.first(said.uid, said.address)
    if found is None:
        return None
    invitation: Invitation = found[0]
    invitation.meeting = found[1]
    return Match(found[1], invitation)


def looks_like_ours(uid: str) -> bool:
    """A meeting of this installation, though it is there no more."""
    host = re.escape(str(urlsplit(settings.BASE_URL).hostname))
    return re.fullmatch(rf"[0-9a-f-]{{36}}@{host}", uid, re.IGNORECASE) is not None


def with_own_key(said: Said, envelope: Envelope) -> Envelope:
    """The address of the organiser stands in the answer, too, as its program knew it."""
    return replace(envelope, keys=(*envelope.keys, *find_keys(said.organiser)))


def match(said: Said, envelope: Envelope, meeting: Meeting) -> Match:
    envelope = with_own_key(said, envelope)
    address = said.address or next(iter(envelope.senders), "")
    invited = find_invited(meeting, address)
    if invited is not None:
        if is_proven(invited, address, envelope):
            return Match(meeting, invited)
        return Match(meeting, invited, Why.UNPROVEN)
    if deputised := meeting.invitations.filter(deputy_email=address).exclude(deputy_email="")[:1]:
        return Match(meeting, deputised[0], Why.DEPUTY)
    marked = find_marked(meeting, envelope)
    if marked is None:
        return Match(meeting, why=Why.STRANGER)
    if is_alias(said, envelope, marked, address):
        return Match(meeting, marked)
    return Match(meeting, marked, Why.FORWARDED)


def find_invited(meeting: Meeting, address: str) -> Invitation | None:
    """By the address that was invited, or by one that its person has today or had before."""
    if not address:
        return None
    invitations = meeting.invitations.annotate(small=Lower("email"))
    found = invitations.filter(small=address).first()
    found = found or meeting.invitations.filter(person__email=address).first()
    return found or find_by_earlier_address(meeting, address)


def find_by_earlier_address(meeting: Meeting, address: str) -> Invitation | None:
    """A calendar knows the address that was invited; where it is somebody else's today, theirs.

    Whoever left it before reads their mails elsewhere: no mail about the meeting went there.
    """
    written = Mail.objects.filter(letter__about=name_subject(meeting), address__iexact=address)
    if Person.objects.with_email(address).exists() or not written.exists():
        return None
    people = meeting.invitations.exclude(person=None).values_list("person", flat=True)
    subjects = {name_subject(Person(pk=pk)): pk for pk in people}
    moved = AuditEntry.objects.filter(
        subject__in=subjects, verb="change_person", detail__changes__email__0=address
    )
    found = moved.values_list("subject", flat=True).first()
    return meeting.invitations.filter(person=subjects[found]).first() if found else None


def is_proven(invited: Invitation, address: str, envelope: Envelope) -> bool:
    """It comes from that address, or from somebody who has the mail that went there."""
    if address in envelope.senders and not envelope.doubted:
        return True
    if any(proves(key, invited) for key in envelope.keys):
        return True
    return any(one == invited for one in find_by_mail(invited.meeting, envelope))


def find_marked(meeting: Meeting, envelope: Envelope) -> Invitation | None:
    """The one invitation whose mail is answered; None where there is none, or several."""
    numbers = {key.invitation for key in envelope.keys}
    rows = meeting.invitations.filter(pk__in=numbers) if numbers else ()
    marked = {row for row in rows if any(proves(key, row) for key in envelope.keys)}
    marked = marked or set(find_by_mail(meeting, envelope))
    return marked.pop() if len(marked) == 1 else None


def find_by_mail(meeting: Meeting, envelope: Envelope) -> Iterator[Invitation]:
    """By the Message-ID of our mail, which Outlook names; only its readers know the stamp."""
    if not envelope.originals:
        return
    for mail in find_mails(envelope.originals):
        if mail.letter.about == name_subject(meeting):
            found = find_invited(meeting, mail.address.lower())
            if found:
                yield found


def is_alias(said: Said, envelope: Envelope, marked: Invitation, address: str) -> bool:
    """The same person with another address: called as they are, and nobody else we know.

    An invitation that was forwarded carries the same mark, so the mark alone is not enough.
    """
    if not address or marked.email.lower() in envelope.senders:
        return True
    called = spell(marked.name)
    if not called or called not in {spell(said.name), spell(envelope.name)}:
        return False
    others = Person.objects.with_email(address)
    return not (others.exclude(pk=marked.person_id) if marked.person_id else others).exists()


def spell(name: str) -> tuple[str, ...]:
    """`Managerin, Dr. Mika (Ilmenau)` and `Mika Managerin` are one name."""
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", fold_name(name))
    words = (word for word in re.split(r"[^\w-]+", plain) if len(word) > 1)
    return tuple(sorted(word for word in words if word not in {"dr", "prof", "dipl", "ing", "med"}))
