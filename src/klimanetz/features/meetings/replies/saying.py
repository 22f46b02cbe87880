"""What one answer says, whichever program wrote it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from klimanetz.features.meetings.replies import tnef
from klimanetz.features.meetings.replies.content import Event, Property, read_address, read_moment
from klimanetz.features.meetings.replies.models import Word
from klimanetz.mail.winmail import Packed

#: METHODs with which somebody answers an invitation (RFC 5546). The others ask or tell.
ANSWERS = frozenset({"REPLY", "COUNTER"})
WORDS = {
    "ACCEPTED": Word.ACCEPTED,
    "TENTATIVE": Word.TENTATIVE,
    "DECLINED": Word.DECLINED,
    "DELEGATED": Word.DELEGATED,
}


@dataclass(frozen=True, slots=True)
class Said:
    """`address` is who answers, in small letters; empty where that is not clear."""

    uid: str
    word: Word
    address: str = ""
    name: str = ""
    comment: str = ""
    sequence: int | None = None
    at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    organiser: str = ""
    deputy_name: str = ""
    deputy_address: str = ""


def read_said(event: Event, senders: Collection[str]) -> Said:
    """`senders` tell who it is where a program lists everyone who was invited."""
    attendee = choose_attendee(event.all("ATTENDEE"), senders)
    organiser, uid = event.first("ORGANIZER"), event.first("UID")
    deputy = find_deputy(event, attendee)
    return Said(
        uid=tnef.read_uid(uid.value) if uid else "",
        word=read_word(event.method, attendee),
        address=attendee.address if attendee else "",
        name=attendee.called if attendee else "",
        comment=read_comment(event, attendee),
        sequence=read_number(event.first("SEQUENCE")),
        at=read_moment(event.first("DTSTAMP")),
        starts_at=read_moment(event.first("DTSTART")),
        ends_at=read_moment(event.first("DTEND")),
        organiser=organiser.value if organiser else "",
        deputy_name=deputy.called if deputy else "",
        deputy_address=deputy.address if deputy else delegated_to(attendee),
    )


def choose_attendee(listed: list[Property], senders: Collection[str]) -> Property | None:
    """The one who answers; of several who are not delegates, the one whose mail it is."""
    answering = [one for one in listed if "DELEGATED-FROM" not in one.parameters] or listed
    if len(answering) > 1:
        answering = [one for one in answering if one.address in senders]
    distinct = {(one.address, read_partstat(one)): one for one in answering}
    return next(iter(distinct.values())) if len(distinct) == 1 else None


def read_partstat(attendee: Property) -> str:
    return attendee.parameters.get("PARTSTAT", "").strip().upper()


def read_word(method: str, attendee: Property | None) -> Word:
    if method == "COUNTER":
        return Word.COUNTER
    return WORDS.get(read_partstat(attendee), Word.UNCLEAR) if attendee else Word.UNCLEAR


def find_deputy(event: Event, attendee: Property | None) -> Property | None:
    """Whom somebody sends, where the answer lists them."""
    others = (one for one in event.all("ATTENDEE") if "DELEGATED-FROM" in one.parameters)
    return next((one for one in others if one is not attendee), None)


def delegated_to(attendee: Property | None) -> str:
    said = attendee.parameters.get("DELEGATED-TO", "") if attendee else ""
    return read_address(said.partition(",")[0])


def read_comment(event: Event, attendee: Property | None) -> str:
    """Google writes it beside the attendee, too."""
    texts = [one.text for one in event.all("COMMENT")]
    if attendee and not any(texts):
        texts = [attendee.parameters.get("X-RESPONSE-COMMENT", "").strip()]
    return "\n".join(dict.fromkeys(filter(None, texts)))


def read_number(said: Property | None) -> int | None:
    value = said.value.strip() if said else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def read_outlook(packed: Packed) -> Said | None:
    """An answer in a `winmail.dat`, if that is what it is."""
    answer = tnef.answer_in(packed)
    if not answer:
        return None
    proposes = packed.values.get(tnef.PROPOSED) is True
    return Said(
        uid=tnef.uid_in(packed),
        word=Word.COUNTER if proposes else WORDS[answer],
        address=packed.text(*tnef.ADDRESSES).lower()[:254],
        name=packed.text(tnef.NAME)[:200],
        comment=packed.text(tnef.BODY),
        sequence=packed.number(tnef.SEQUENCE),
        at=packed.moment(tnef.REPLIED),
        starts_at=packed.moment(tnef.PROPOSED_START if proposes else tnef.STARTS),
        ends_at=packed.moment(tnef.PROPOSED_END if proposes else tnef.ENDS),
    )
