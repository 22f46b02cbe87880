"""Answers from calendars, put into a mailbox and read as the worker reads them.

`python -m bench.replies PORT` invites 1,000 people, lets their calendars answer to the IMAP server
at that port, reads the mailbox, and prints as JSON the seconds and what became of the answers.
"""

import imaplib
import json
import os
import re
import sys
import time
from base64 import encodebytes
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from klimanetz.features.meetings import actions  # noqa: E402
from klimanetz.features.meetings.guest_list import Audience, gather  # noqa: E402
from klimanetz.features.meetings.models import Answer, Invitation, Meeting, Source  # noqa: E402
from klimanetz.features.meetings.replies.models import CalendarReply  # noqa: E402
from klimanetz.features.meetings.reply_address import own_address  # noqa: E402
from klimanetz.mail.mailbox import read_mailbox  # noqa: E402

REPLIES = 1_000
#: As Exchange sends it: a text, a page without words, the entry in base64.
REPLY = """\
From: {name} <{address}>
To: Klimanetz <{organiser}>
Subject: Zugesagt: Netzwerktreffen
Date: {date}
Message-ID: <{number}@kommune.example>
In-Reply-To: <{number}.19a1b2c3d4e@klimanetz.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=_b"

--=_b
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable


--=_b
Content-Type: text/html; charset="iso-8859-1"

<html><head><meta http-equiv="Content-Type" content="text/html"></head><body></body></html>
--=_b
Content-Type: text/calendar; charset="utf-8"; method=REPLY
Content-Transfer-Encoding: base64

{calendar}
--=_b--
"""
ENTRY = """\
BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;PARTSTAT={word};CN={name}:mailto:{address}
COMMENT;LANGUAGE=de-DE:{comment}\\n
UID:{uid}
SUMMARY;LANGUAGE=de-DE:Zugesagt: Netzwerktreffen
DTSTART;TZID=W. Europe Standard Time:{starts:%Y%m%dT%H%M%S}
DTEND;TZID=W. Europe Standard Time:{ends:%Y%m%dT%H%M%S}
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:{stamp}
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:0
X-MICROSOFT-CDO-APPT-SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""


def invite() -> list[Invitation]:
    """So many members to a meeting of their own, with seats for half of them."""
    starts = timezone.localtime().replace(minute=0, second=0, microsecond=0) + timedelta(days=60)
    plan = Meeting(
        title="Treffen mit Kalenderantworten",
        starts_at=starts,
        ends_at=starts + timedelta(hours=4),
        answer_by=starts - timedelta(days=10),
        venue="Rathaus",
        seats=REPLIES // 2,
    )
    meeting = actions.plan(plan, actor="bench")
    invitees = gather(meeting, Audience(roles=["manager"])).invitees[:REPLIES]
    actions.invite(meeting, invitees, actor="bench")
    return list(Invitation.objects.filter(meeting=meeting).select_related("meeting"))


def write_replies(invitations: list[Invitation]) -> Iterator[bytes]:
    """Every fifth declines, every tenth writes something."""
    now = datetime.now(UTC)
    for number, one in enumerate(invitations):
        said = {"name": one.name, "address": one.email, "number": number}
        entry = ENTRY.format(
            **said,
            uid=one.meeting.uid,
            word="DECLINED" if number % 5 == 4 else "ACCEPTED",
            comment="Gern, ab 11 Uhr." if number % 10 == 0 else "",
            starts=timezone.localtime(one.meeting.starts_at),
            ends=timezone.localtime(one.meeting.ends_at),
            stamp=f"{now:%Y%m%dT%H%M%SZ}",
        ).replace("\n", "\r\n")
        mail = REPLY.format(
            **said,
            organiser=own_address(one),
            date=format_datetime(now),
            calendar=encodebytes(entry.encode()).decode(),
        )
        yield re.sub(r"\r?\n", "\r\n", mail).encode()


def deliver(port: int, messages: Iterator[bytes]) -> None:
    client = imaplib.IMAP4("127.0.0.1", port)
    client.login(settings.IMAP["user"], settings.IMAP["password"])
    for message in messages:
        client.append("INBOX", "", "", message)
    client.logout()


def main(port: int) -> None:
    deliver(port, write_replies(invite()))
    began = time.perf_counter()
    taken = read_mailbox()
    seconds = time.perf_counter() - began
    answered = Answer.objects.filter(source=Source.CALENDAR).count()
    if taken != REPLIES or answered != REPLIES:
        sys.exit(f"Of {REPLIES} replies {taken} were taken, {answered} became answers.")
    print(
        json.dumps({"count": taken, "seconds": seconds, "to_read": CalendarReply.objects.count()})
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
