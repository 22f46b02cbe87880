"""Answers in shapes that come up rarely: signed, sent by an office, by phones and older servers."""

from datetime import datetime, timedelta

import pytest
import time_machine

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, Source
from klimanetz.features.meetings.replies.models import CalendarReply, Why
from klimanetz.people.models import Person
from tests.features.meetings.conftest import Invite, berlin
from tests.features.meetings.replies import shapes
from tests.features.meetings.replies.conftest import Answer, fresh, read
from tests.features.meetings.replies.shapes import (
    DECLINED,
    Answering,
    Shape,
    attendee,
    calendar,
    event,
    head,
    lines,
    multipart,
    multipart_part,
    part,
    utc,
    wrap,
    wrap_bytes,
)

OFFICE = "vorzimmer@kommune.example"
KIND = "text/calendar; charset=utf-8; method=REPLY"


def local(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def by_office(one: Answering) -> str:
    said = f'ATTENDEE;PARTSTAT={one.word};SENT-BY="mailto:{OFFICE}";CN="{one.name}"'
    return f"{said}:MAILTO:{one.address}"


def exchange_global(one: Answering) -> bytes:
    """Exchange behind a gateway: the UID as it keeps it itself, in the name Outlook made of it."""
    inner = b"vCal-Uid\x01\x00\x00\x00" + one.uid.encode() + b"\0"
    begin = bytes.fromhex("040000008200e00074c5b7101a82e008").ljust(36, b"\0")
    name = begin + len(inner).to_bytes(4, "little") + inner
    return shapes.exchange(one.but(uid=name.hex().upper()))


def exchange_delegate(one: Answering) -> bytes:
    """The office has the calendar in its hands and writes in the name of its owner."""
    said = calendar(event(one, by_office(one), f"ORGANIZER:{one.organiser}"))
    extra = {"Sender": f"Vorzimmer <{OFFICE}>"}
    text = part("text/plain", b"", "7bit")
    sent = part(KIND, wrap(said), "base64")
    return head(one, **extra).encode() + multipart("alternative", text, sent)


def exchange_on_behalf(one: Answering) -> bytes:
    """The office answers from a mailbox of its own, to our mail."""
    said = calendar(event(one, by_office(one), f"ORGANIZER:{one.organiser}"))
    extra = {"From": f"Vorzimmer <{OFFICE}>", "In-Reply-To": one.original}
    return head(one, **extra).encode() + part(KIND, wrap(said), "base64")


def outlook_instance(one: Answering) -> bytes:
    """Some calendars name the one date of it, as if it came round."""
    again = f"RECURRENCE-ID;TZID=Europe/Berlin:{local(one.starts_at)}"
    said = calendar(event(one, again, attendee(one)))
    return head(one).encode() + part(KIND, said.encode(), "8bit")


def outlook_phone(one: Answering) -> bytes:
    """Outlook on a phone: addresses in capitals, the address for a name."""
    loud = one.address.upper()
    said = calendar(
        lines(
            "BEGIN:VEVENT",
            f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={one.word};RSVP=TRUE;"
            f"CN={loud};X-NUM-GUESTS=0:MAILTO:{loud}",
            f"UID:{one.uid}",
            f"DTSTAMP:{one.stamp}",
            f"DTSTART:{utc(one.starts_at)}",
            f"DTEND:{utc(one.ends_at)}",
            f"SEQUENCE:{one.sequence}",
            f"ORGANIZER:{one.organiser.upper()}",
            "END:VEVENT",
        )
    )
    return head(one).encode() + part(KIND, wrap(said), "base64")


def zimbra(one: Answering) -> bytes:
    said = calendar(
        lines(
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            "SUMMARY:Zugesagt: Netzwerktreffen",
            f"ATTENDEE;CN={one.name};ROLE=REQ-PARTICIPANT;PARTSTAT={one.word};"
            f'SENT-BY="mailto:{OFFICE}":mailto:{one.address}',
            f"ORGANIZER;CN=Klimanetz:{one.organiser}",
            f'DTSTART;TZID="Europe/Berlin":{local(one.starts_at)}',
            f'DTEND;TZID="Europe/Berlin":{local(one.ends_at)}',
            "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY",
            f"DTSTAMP:{one.stamp}",
            f"SEQUENCE:{one.sequence}",
            "END:VEVENT",
        ),
        by="Zimbra-Calendar-Provider",
    )
    text = part("text/plain; charset=utf-8", b"Ja, ich nehme teil.", "7bit")
    html = part("text/html; charset=utf-8", b"<p>Ja, ich nehme teil.</p>", "7bit")
    seen = part(f"{KIND}; name=meeting.ics", said.encode(), "7bit")
    return head(one, X_Mailer="Zimbra 10").encode() + multipart_part(text, html, seen)


def iphone(one: Answering) -> bytes:
    """A length for an end, and the address in a parameter alone."""
    said = calendar(
        lines(
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            f"DTSTAMP:{one.stamp}",
            f"DTSTART;TZID=Europe/Berlin:{local(one.starts_at)}",
            "DURATION:PT4H",
            f"SEQUENCE:{one.sequence}",
            f"ORGANIZER;CN=Klimanetz;EMAIL={one.organiser[7:]}:{one.organiser}",
            f'ATTENDEE;CN="{one.name}";CUTYPE=INDIVIDUAL;EMAIL="{one.address}";'
            f"PARTSTAT={one.word}:urn:uuid:5f6a0c7e-2222-4444-8888-1a2b3c4d5e6f",
            "END:VEVENT",
        ),
        by="-//Apple Inc.//iPhone OS 18.1//EN",
    )
    return head(one, X_Mailer="iPhone Mail (22B83)").encode() + part(KIND, wrap(said), "base64")


def evolution(one: Answering) -> bytes:
    """Lines end as they do on Unix, and the method stands in small letters."""
    said = calendar(event(one, attendee(one, RSVP="TRUE", LANGUAGE="de")))
    kind = 'text/calendar; name="calendar.ics"; charset="utf-8"; METHOD="reply"'
    sent = part(kind, said.replace("\r\n", "\n").encode(), "7bit")
    return head(one, User_Agent="Evolution 3.52").encode() + sent


def terse(one: Answering) -> bytes:
    """No more than RFC 5546 asks of an answer: no date."""
    said = calendar(
        lines(
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            f"SEQUENCE:{one.sequence}",
            f"DTSTAMP:{one.stamp}",
            attendee(one),
            f"ORGANIZER:{one.organiser}",
            "END:VEVENT",
        )
    )
    return head(one).encode() + part(KIND, said.encode(), "8bit")


def signed(one: Answering) -> bytes:
    """S/MIME beside the message."""
    seen = part(KIND, calendar(event(one, attendee(one))).encode(), "8bit")
    inner = multipart_part(part("text/plain; charset=utf-8", b"Ja.", "7bit"), seen)
    seal = part('application/pkcs7-signature; name="smime.p7s"', wrap("Siegel"), "base64")
    return head(one).encode() + multipart("signed", inner, seal, boundary="=_s")


def sealed(one: Answering) -> bytes:
    """S/MIME around the message, as the mail servers of some authorities do it."""
    inside = part(KIND, calendar(event(one, attendee(one))).encode(), "8bit")
    begin = b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80\x30\x80\x02\x01\x01"
    content = begin + b"\x24\x80\x04\x82" + len(inside).to_bytes(2, "big") + inside + b"\0" * 8
    kind = 'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"'
    return head(one).encode() + part(kind, wrap_bytes(content), "base64")


def disclaimed(one: Answering) -> bytes:
    """A gateway put a warning in front and made the entry a file of no kind."""
    said = calendar(event(one, attendee(one)))
    warning = "ACHTUNG: Diese E-Mail kommt von extern."
    text = part("text/plain; charset=utf-8", warning.encode(), "8bit")
    file = part("application/octet-stream; name=invite.ics", wrap(said), "base64")
    return head(one, Subject="[EXTERN] Zugesagt").encode() + multipart("mixed", text, file)


@pytest.mark.parametrize(
    "program",
    [
        exchange_global, exchange_delegate, exchange_on_behalf, outlook_instance, outlook_phone,
        zimbra, iphone, evolution, terse, signed, sealed, disclaimed,
    ],
)  # fmt: skip
def test_accepting_becomes_an_answer(
    invitation: Invitation, answering: Answer, program: Shape
) -> None:
    assert read(program(answering()))
    assert fresh(invitation).reply == Reply.ON_SITE
    assert not CalendarReply.objects.exists()


def test_a_deputy_who_accepts_and_says_something_is_heard(
    meeting: Meeting, invite: Invite, manager: Person
) -> None:
    (one,) = invite(meeting, manager)
    deputy = {"deputy_name": "Dora", "deputy_email": "dora@kommune.example"}
    actions.answer(one, Reply.DEPUTY, source=Source.LINK, **deputy)
    said = "Ich komme erst um elf."
    as_deputy = Answering.of(one).but(address=deputy["deputy_email"], name="Dora", comment=said)
    assert read(shapes.thunderbird(as_deputy))
    waiting = CalendarReply.objects.get()
    assert (waiting.why, waiting.comment) == (Why.DEPUTY, said)


def test_without_a_date_an_older_version_counts_as_long_as_there_was_one_date(
    meeting: Meeting, invitation: Invitation, answering: Answer, clock: time_machine.Traveller
) -> None:
    answer = answering(word=DECLINED)
    meeting.refresh_from_db()
    meeting.title = "Netzwerktreffen in Ilmenau"
    actions.change(meeting, actor="Olga")
    assert read(terse(answer))
    assert fresh(invitation).reply == Reply.DECLINED
    clock.shift(timedelta(minutes=5))
    actions.postpone(meeting, starts_at=berlin(3, 24, 10), actor="Olga")
    assert read(terse(answer.but(at=None, number=2)))
    assert fresh(invitation).reply == Reply.OPEN
    assert CalendarReply.objects.get().why == Why.OUTDATED
