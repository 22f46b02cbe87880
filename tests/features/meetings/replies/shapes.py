"""Answers from calendars, in the shapes in which the known programs send them."""

import struct
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from quopri import encodestring
from typing import Any, Self
from uuid import UUID

from klimanetz.features.meetings.models import Invitation
from klimanetz.mail.message import stamp_of
from klimanetz.mail.preview import preview_mail
from tests.features.meetings.conftest import entry, mails_to

ACCEPTED, DECLINED, TENTATIVE = "ACCEPTED", "DECLINED", "TENTATIVE"
VERBS = {ACCEPTED: "Zugesagt", DECLINED: "Abgelehnt", TENTATIVE: "Mit Vorbehalt"}


@dataclass(frozen=True)
class Answering:
    """What a calendar program knows when its owner presses a button."""

    uid: str
    sequence: int
    organiser: str
    address: str
    name: str
    starts_at: datetime
    ends_at: datetime
    word: str = ACCEPTED
    comment: str = ""
    at: datetime | None = None
    sender: str = ""
    original: str = ""
    number: int = 1

    @classmethod
    def of(cls, invitation: Invitation, **fields: Any) -> Self:  # noqa: ANN401
        """As its owner found the newest mail with an entry in their mailbox."""
        seen = entry(entry_for(invitation.email))
        mail = mails_to(invitation.email)[-1]
        return cls(
            uid=seen.uid,
            sequence=seen.sequence,
            organiser=seen.organiser,
            address=invitation.email,
            name=invitation.name,
            starts_at=seen.starts_at,
            ends_at=seen.ends_at,
            original=f"<{mail.pk}.{stamp_of(mail.letter)}@klimanetz.example>",
            **fields,
        )

    def but(self, **fields: Any) -> Self:  # noqa: ANN401
        return replace(self, **fields)

    @property
    def writes_as(self) -> str:
        return self.sender or self.address

    @property
    def stamp(self) -> str:
        return utc(self.at or datetime.now(UTC))


def entry_for(address: str) -> str:
    """The newest calendar entry that a mailbox got."""
    with_entry = [mail for mail in mails_to(address) if mail.letter.calendar]
    return preview_mail(with_entry[-1]).calendar


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def berlin(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str, room: int = 75) -> str:
    """At 75 characters, as all of them do it, some in the midst of a word."""
    pieces = [line[:room], *(line[n : n + room - 1] for n in range(room, len(line), room - 1))]
    return "\r\n ".join(pieces)


def lines(*written: str) -> str:
    return "".join(f"{fold(line)}\r\n" for line in written if line)


def head(one: Answering, **extra: str) -> str:
    to = one.organiser.removeprefix("mailto:")
    fields = {
        "From": f"{one.name} <{one.writes_as}>",
        "To": f"Klimanetz <{to}>",
        "Subject": f"{VERBS.get(one.word, one.word)}: Netzwerktreffen",
        "Date": format_datetime(one.at or datetime.now(UTC)),
        "Message-ID": f"<{one.number}.{one.word}.{one.address}>",
        "MIME-Version": "1.0",
    } | {name.replace("_", "-"): value for name, value in extra.items()}
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)


def event(one: Answering, *more: str) -> str:
    """What every program says in one way or another."""
    return lines(
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"SEQUENCE:{one.sequence}",
        f"DTSTAMP:{one.stamp}",
        f"DTSTART;TZID=Europe/Berlin:{berlin(one.starts_at)}",
        f"DTEND;TZID=Europe/Berlin:{berlin(one.ends_at)}",
        "SUMMARY:Netzwerktreffen",
        *more,
        "END:VEVENT",
    )


def calendar(*inside: str, method: str = "REPLY", by: str = "-//Test//DE") -> str:
    begin = lines("BEGIN:VCALENDAR", f"PRODID:{by}", "VERSION:2.0", f"METHOD:{method}")
    return begin + "".join(inside) + lines("END:VCALENDAR")


def attendee(one: Answering, **more: str) -> str:
    said = "".join(f";{name.replace('_', '-')}={value}" for name, value in more.items())
    return f'ATTENDEE;PARTSTAT={one.word};CN="{one.name}"{said}:mailto:{one.address}'


def part(kind: str, content: bytes, encoding: str) -> bytes:
    fields = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return fields.encode() + content + b"\r\n"


def multipart(subtype: str, *parts: bytes, boundary: str = "=_b") -> bytes:
    begin = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode()
    inside = b"".join(f"--{boundary}\r\n".encode() + one for one in parts)
    return begin + inside + f"--{boundary}--\r\n".encode()


def wrap(text: str) -> bytes:
    """base64 in lines of 76."""
    encoded = b64encode(text.encode())
    return b"\r\n".join(encoded[n : n + 76] for n in range(0, len(encoded), 76))


def outlook_desktop(one: Answering) -> bytes:
    """Outlook with IMAP and SMTP: the zone by its Windows name, text in between, base64."""
    zone = "W. Europe Standard Time"
    said = calendar(
        lines("BEGIN:VTIMEZONE", f"TZID:{zone}", "BEGIN:STANDARD", "DTSTART:16011028T030000",
              "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"),
        lines(
            "BEGIN:VEVENT",
            attendee(one),
            "CLASS:PUBLIC",
            f"COMMENT:{escape(one.comment)}\\n" if one.comment else "",
            "CREATED:20270201T090000Z",
            f'DTEND;TZID="{zone}":{berlin(one.ends_at)}',
            f"DTSTAMP:{one.stamp}",
            f'DTSTART;TZID="{zone}":{berlin(one.starts_at)}',
            "PRIORITY:5",
            f"SEQUENCE:{one.sequence}",
            "SUMMARY;LANGUAGE=de:Zugesagt: Netzwerktreffen",
            "TRANSP:OPAQUE",
            f"UID:{one.uid}",
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
            f'X-MS-OLK-SENDER;CN="{one.name}":mailto:{one.address}',
            "BEGIN:VALARM", "TRIGGER:-PT15M", "ACTION:DISPLAY", "DESCRIPTION:Reminder",
            "END:VALARM",
            "END:VEVENT",
        ),
        by="-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
    )  # fmt: skip
    text = part("text/plain; charset=utf-8", encodestring(one.comment.encode()), "quoted-printable")
    sent = part("text/calendar; charset=utf-8; method=REPLY", wrap(said), "base64")
    extra = {"X-Mailer": "Microsoft Outlook 16.0", "Content-Language": "de"}
    return head(one, **extra).encode() + multipart("alternative", text, sent)


def exchange(one: Answering) -> bytes:
    """Exchange Online: no ORGANIZER, a comment also where there is none, our mail referred to."""
    said = calendar(
        lines(
            "BEGIN:VEVENT",
            f"ATTENDEE;PARTSTAT={one.word};CN={one.name}:mailto:{one.address}",
            f"COMMENT;LANGUAGE=de-DE:{escape(one.comment)}\\n",
            f"UID:{one.uid}",
            "SUMMARY;LANGUAGE=de-DE:Zugesagt: Netzwerktreffen",
            f"DTSTART;TZID=W. Europe Standard Time:{berlin(one.starts_at)}",
            f"DTEND;TZID=W. Europe Standard Time:{berlin(one.ends_at)}",
            "CLASS:PUBLIC",
            "PRIORITY:5",
            f"DTSTAMP:{one.stamp}",
            "TRANSP:OPAQUE",
            "STATUS:CONFIRMED",
            f"SEQUENCE:{one.sequence}",
            "LOCATION;LANGUAGE=de-DE:Rathaus",
            f"X-MICROSOFT-CDO-APPT-SEQUENCE:{one.sequence}",
            "X-MICROSOFT-CDO-IMPORTANCE:1",
            "END:VEVENT",
        ),
        by="Microsoft Exchange Server 2010",
    )
    text = part('text/plain; charset="iso-8859-1"', b"", "quoted-printable")
    html = part('text/html; charset="iso-8859-1"', b"<html><body></body></html>", "7bit")
    sent = part('text/calendar; charset="utf-8"; method=REPLY', wrap(said), "base64")
    threads = {
        "In-Reply-To": one.original, "References": one.original,
        "X-MS-Exchange-Organization-SCL": "-1", "Thread-Topic": "Netzwerktreffen",
    }  # fmt: skip
    return head(one, **threads).encode() + multipart("alternative", text, html, sent)


def apple(one: Answering) -> bytes:
    """Apple Mail on a Mac: the entry is an attachment, quoted-printable."""
    said = calendar(
        event(one, f"ORGANIZER;CN=Klimanetz:{one.organiser}",
              f"COMMENT:{escape(one.comment)}" if one.comment else "",
              attendee(one, CUTYPE="INDIVIDUAL", EMAIL=one.address, ROLE="REQ-PARTICIPANT"),
              "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC"),
        by="-//Apple Inc.//macOS 14.4//EN",
    )  # fmt: skip
    encoded = encodestring(said.replace("\r\n", "\n").encode(), quotetabs=True)
    text = part("text/plain; charset=us-ascii", b"Mika hat Ihre Einladung angenommen.", "7bit")
    sent = part(
        "text/calendar; method=REPLY; name=iCal.ics; charset=utf-8", encoded, "quoted-printable"
    )
    return head(one, X_Mailer="Apple Mail (2.3774)").encode() + multipart("mixed", text, sent)


def icloud(one: Answering) -> bytes:
    """iCloud writes for its people: another sender, and theirs to reply to."""
    said = calendar(
        event(one, f'ORGANIZER;CN="Klimanetz";EMAIL="{one.organiser[7:]}":{one.organiser}',
              f'ATTENDEE;CN="{one.name}";PARTSTAT={one.word};EMAIL="{one.address}"'
              ":/aMTA4NzM/principal/",
              f"COMMENT:{escape(one.comment)}" if one.comment else ""),
        by="-//CALENDARSERVER.ORG//NONSGML Version 1//EN",
    )  # fmt: skip
    sent = part('text/calendar; method=REPLY; charset="UTF-8"', said.encode(), "8bit")
    extra = {
        "From": "noreply@email.icloud.example", "Reply-To": f"{one.name} <{one.writes_as}>",
    }  # fmt: skip
    text = part("text/plain; charset=UTF-8", b"Mika hat zugesagt.", "7bit")
    return head(one, **extra).encode() + multipart("mixed", multipart_part(text), sent)


def multipart_part(*parts: bytes) -> bytes:
    return multipart("alternative", *parts, boundary="=_inner")


def google(one: Answering) -> bytes:
    """Google Calendar: twice the same entry, called auto-generated, the note beside the name."""
    note = {"X_RESPONSE_COMMENT": f'"{one.comment}"'} if one.comment else {}
    said = calendar(
        "CALSCALE:GREGORIAN\r\n",
        lines(
            "BEGIN:VEVENT",
            f"DTSTART:{utc(one.starts_at)}",
            f"DTEND:{utc(one.ends_at)}",
            f"DTSTAMP:{one.stamp}",
            f"ORGANIZER;CN=Klimanetz:{one.organiser}",
            f"UID:{one.uid}",
            attendee(one, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", X_NUM_GUESTS="0", **note),
            f"SEQUENCE:{one.sequence}",
            "STATUS:CONFIRMED",
            "SUMMARY:Netzwerktreffen",
            "END:VEVENT",
        ),
        by="-//Google Inc//Google Calendar 70.9054//EN",
    )
    text = part('text/plain; charset="UTF-8"; format=flowed; delsp=yes', b"Mika: Ja", "7bit")
    seen = part('text/calendar; charset="UTF-8"; method=REPLY', said.encode(), "8bit")
    file = part('application/ics; name="invite.ics"', wrap(said), "base64")
    extra = {
        "Reply-To": f"{one.name} <{one.writes_as}>",
        "Sender": "Google Calendar <calendar-notification@google.example>",
        "Auto-Submitted": "auto-generated",
    }
    return head(one, **extra).encode() + multipart("mixed", multipart_part(text, seen), file)


def thunderbird(one: Answering) -> bytes:
    said = calendar(
        event(one, "CREATED:20270201T090000Z", f"LAST-MODIFIED:{one.stamp}",
              f'ORGANIZER;CN="Klimanetz Thüringen":{one.organiser}',
              f"COMMENT:{escape(one.comment)}" if one.comment else "",
              attendee(one, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", RSVP="TRUE"),
              "X-MOZ-RECEIVED-SEQUENCE:0"),
        by="-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
    )  # fmt: skip
    text = part("text/plain; charset=UTF-8; format=flowed", b"hat angenommen.", "8bit")
    seen = part("text/calendar; method=REPLY; charset=UTF-8", said.encode(), "8bit")
    file = part("application/ics; name=invite.ics", wrap(said), "base64")
    inner = multipart_part(text, seen)
    return head(one, User_Agent="Mozilla Thunderbird").encode() + multipart("mixed", inner, file)


def nextcloud(one: Answering) -> bytes:
    """Nextcloud writes as itself, on behalf of its people."""
    said = calendar(
        lines("CALSCALE:GREGORIAN"),
        event(one, f"ORGANIZER;CN=Klimanetz:{one.organiser}",
              f"COMMENT:{escape(one.comment)}" if one.comment else "",
              attendee(one), "REQUEST-STATUS:2.0;Success"),
        by="-//Sabre//Sabre VObject 4.5.4//EN",
    )  # fmt: skip
    text = part("text/plain; charset=utf-8", b"Mika hat angenommen", "quoted-printable")
    file = part('text/calendar; method=REPLY; name="event.ics"', wrap(said), "base64")
    extra = {
        "From": "Mika via Nextcloud <cloud@wolke.example>",
        "Reply-To": f"{one.name} <{one.writes_as}>",
        "Auto-Submitted": "auto-generated",
    }
    return head(one, **extra).encode() + multipart("mixed", text, file)


def winmail(one: Answering) -> bytes:
    """Outlook with rich text: nothing but a `winmail.dat`."""
    file = part('application/ms-tnef; name="winmail.dat"', wrap_bytes(tnef(one)), "base64")
    text = part("text/plain; charset=us-ascii", one.comment.encode("ascii", "replace"), "7bit")
    return head(one).encode() + multipart("mixed", text, file)


def wrap_bytes(content: bytes) -> bytes:
    return b64encode(content)


MEETING = UUID("6ed8da90-450b-101b-98da-00aa003f1305")
APPOINTMENT = UUID("00062002-0000-0000-c000-000000000046")
KINDS = {ACCEPTED: "Pos", DECLINED: "Neg", TENTATIVE: "Tent"}


def tnef(one: Answering, *, kind: str = "", proposes: bool = False) -> bytes:
    kind = kind or f"IPM.Schedule.Meeting.Resp.{KINDS[one.word]}"
    blob = b"\x04\x00\x00\x00\x82\x00\xe0\x00\x74\xc5\xb7\x10\x1a\x82\xe0\x08".ljust(36, b"\0")
    uid = b"vCal-Uid\x01\x00\x00\x00" + one.uid.encode() + b"\0"
    properties = [
        plain(0x0042, 0x1E, sized(one.name.encode("cp1252") + b"\0")),
        plain(0x5D02, 0x1F, sized((one.address + "\0").encode("utf-16-le"))),
        plain(0x1000, 0x1F, sized((one.comment + "\0").encode("utf-16-le"))),
        plain(0x0057, 0x0B, struct.pack("<HH", 1, 0)),
        named(MEETING, 0x23, 0x102, sized(blob + struct.pack("<I", len(uid)) + uid)),
        named(MEETING, 0x01, 0x40, ticks(one.at or datetime.now(UTC))),
        named(APPOINTMENT, 0x8201, 0x03, struct.pack("<i", one.sequence)),
        named(APPOINTMENT, 0x820D, 0x40, ticks(one.starts_at)),
        named(APPOINTMENT, 0x820E, 0x40, ticks(one.ends_at)),
        named(APPOINTMENT, 0x8257, 0x0B, struct.pack("<HH", proposes, 0)),
        named(APPOINTMENT, 0x8250, 0x40, ticks(one.starts_at)),
        called("urn:schemas:x", 0x101F, struct.pack("<I", 1) + sized_once("ä\0")),
    ]
    listed = struct.pack("<I", len(properties)) + b"".join(properties)
    attributes = attribute(0x00078008, kind.encode() + b"\0") + attribute(0x00069003, listed)
    return struct.pack("<IH", 0x223E9F78, 1) + attributes


def attribute(name: int, content: bytes) -> bytes:
    total = sum(content) % 65536
    return struct.pack("<BII", 1, name, len(content)) + content + struct.pack("<H", total)


def plain(number: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<HH", kind, number) + value


def named(group: UUID, number: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<HH", kind, 0x8000) + group.bytes_le + struct.pack("<II", 0, number) + value


def called(name: str, kind: int, value: bytes) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    filled = written + b"\0" * (-len(written) % 4)
    begin = struct.pack("<HH", kind, 0x8001) + MEETING.bytes_le
    return begin + struct.pack("<II", 1, len(written)) + filled + value


def sized(content: bytes) -> bytes:
    return struct.pack("<II", 1, len(content)) + content + b"\0" * (-len(content) % 4)


def sized_once(text: str) -> bytes:
    content = text.encode("utf-16-le")
    return struct.pack("<I", len(content)) + content + b"\0" * (-len(content) % 4)


def ticks(moment: datetime) -> bytes:
    passed = moment - datetime(1601, 1, 1, tzinfo=UTC)
    return struct.pack("<q", int(passed.total_seconds()) * 10_000_000)


type Shape = Callable[[Answering], bytes]

PROGRAMS: tuple[Shape, ...] = (
    outlook_desktop, exchange, apple, icloud, google, thunderbird, nextcloud, winmail,
)  # fmt: skip
