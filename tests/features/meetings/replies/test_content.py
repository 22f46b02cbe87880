"""However broken a calendar comes, what can be read is read, and nothing ever raises."""

import re
from base64 import b64encode
from datetime import UTC, datetime
from email import message_from_bytes
from quopri import encodestring

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from klimanetz.features.meetings.models import Answer as Given
from klimanetz.features.meetings.models import Invitation, Reply
from klimanetz.features.meetings.replies.content import (
    Property,
    find_zone,
    read_address,
    read_events,
    read_moment,
    read_property,
)
from klimanetz.features.meetings.replies.envelope import open_message
from klimanetz.features.meetings.replies.models import CalendarReply, Why, Word
from klimanetz.mail.models import Received
from tests.features.meetings.replies import shapes
from tests.features.meetings.replies.conftest import Answer, fresh, read
from tests.features.meetings.replies.shapes import Answering, head, multipart, part, wrap

UID = "5f3c7e5e-1111-4222-8333-444455556666@klima.example"
START = datetime(2027, 3, 17, 9, tzinfo=UTC)
ONE = Answering(
    uid=UID,
    sequence=0,
    organiser="mailto:netzwerk@agentur.example",
    address="mika@kommune.example",
    name="Mika Managerin",
    starts_at=START,
    ends_at=START.replace(hour=13),
    comment="Ich komme gern, bringe aber Nele mit; bitte zwei Plätze vormerken!",
    at=START.replace(month=2),
)
TEXT = shapes.calendar(
    shapes.event(ONE, shapes.attendee(ONE), f"COMMENT:{shapes.escape(ONE.comment)}")
)


def plainly(text: str, method: str = "") -> bytes:
    return head(ONE).encode() + part(f"text/calendar{method}", text.encode(), "8bit")


def understood(content: bytes) -> None:
    _, [said] = open_message(message_from_bytes(content))
    assert (said.uid, said.word, said.address) == (UID, Word.ACCEPTED, ONE.address)
    assert said.comment == ONE.comment
    assert (said.sequence, said.at) == (0, ONE.at)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.replace("\r\n", "\n"),
        TEXT.replace("\r\n", "\r"),
        TEXT.replace("\r\n ", "\r\n\t"),
        TEXT.replace("\r\n ", "\r\n"),  # a gateway ate the spaces of folded lines
        TEXT.replace("\r\n", "\r\n\r\n").replace("\r\n\r\n ", "\r\n "),
        TEXT.replace("END:VEVENT\r\nEND:VCALENDAR\r\n", ""),  # cut off
        TEXT.replace("BEGIN:VEVENT", "BEGIN:VTIMEZONE\r\nTZID:x\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"),
        "\ufeff" + TEXT,
        "Diese Nachricht stammt von außen.\r\n\r\n" + TEXT,
        TEXT.replace("mailto:", "MAILTO:"),
        TEXT.replace("mailto:mika@", "mailto:MIKA@"),
        TEXT.replace("PARTSTAT=ACCEPTED", 'PARTSTAT="accepted"'),
        TEXT.replace('CN="Mika Managerin"', "CN=Mika Managerin"),
        TEXT.replace('CN="Mika Managerin"', 'CN="Mika Managerin'),  # a quote nobody closed
        re.sub("SUMMARY.*", "SUMMARY", TEXT),
        TEXT.replace("SUMMARY", "X-\x00BROKEN;;;=::\r\nSUMMARY"),
    ],
)
def test_broken_lines(text: str) -> None:
    understood(plainly(text))


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "no-such", '"utf-8"'])
def test_calendars_are_utf_8_whatever_is_declared(charset: str) -> None:
    understood(plainly(TEXT, f"; charset={charset}"))


def test_what_is_not_utf_8_is_read_as_declared() -> None:
    sent = part("text/calendar; charset=iso-8859-1", TEXT.encode("iso-8859-1"), "8bit")
    understood(head(ONE).encode() + sent)


@pytest.mark.parametrize(
    "kind",
    [
        "text/calendar", "application/ics", "application/octet-stream; name=invite.ics",
        "text/plain", "TEXT/CALENDAR",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable", "undeclared"])
def test_parts_of_any_type_and_encoding(kind: str, encoding: str) -> None:
    written = {
        "base64": wrap(TEXT),
        "undeclared": b64encode(TEXT.encode()),
        "quoted-printable": encodestring(TEXT.replace("\r\n", "\n").encode()),
    }.get(encoding, TEXT.encode())
    encoding = "7bit" if encoding == "undeclared" else encoding
    understood(head(ONE).encode() + multipart("mixed", part(kind, written, encoding)))


def test_the_method_may_stand_in_the_type_alone() -> None:
    bare = TEXT.replace("METHOD:REPLY\r\n", "")
    understood(plainly(bare, "; method=REPLY"))
    assert open_message(message_from_bytes(plainly(bare)))[1] == []


def test_several_parts_that_say_the_same_are_one_answer() -> None:
    sent = part("text/calendar", TEXT.encode(), "8bit")
    file = part("application/ics", wrap(TEXT), "base64")
    packed = part("application/ics", wrap(TEXT.replace("SUMMARY", "LOCATION:x\r\nX")), "base64")
    understood(head(ONE).encode() + multipart("mixed", sent, file, packed))


def test_parts_of_a_mail_that_was_attached_are_not_of_this_one() -> None:
    inside = plainly(TEXT)
    attached = b"Content-Type: message/rfc822\r\n\r\n" + inside
    content = head(ONE).encode() + multipart("mixed", part("text/plain", b"FYI", "7bit"), attached)
    assert open_message(message_from_bytes(content))[1] == []


def test_whoever_lists_everyone_answers_for_whose_mail_it_is() -> None:
    others = [
        shapes.attendee(ONE.but(address=f"{n}@kommune.example", word=word))
        for n, word in enumerate(("DECLINED", "ACCEPTED"))
    ]
    text = shapes.calendar(shapes.event(ONE, *others, shapes.attendee(ONE)))
    _, [said] = open_message(message_from_bytes(plainly(text)))
    assert (said.address, said.word) == (ONE.address, Word.ACCEPTED)
    _, [nobody] = open_message(message_from_bytes(plainly(text).replace(b"<mika@", b"<olaf@")))
    assert (nobody.address, nobody.word) == ("", Word.UNCLEAR)


def test_who_says_yes_and_no_in_one_mail_says_neither(
    invitation: Invitation, answering: Answer
) -> None:
    yes = answering()
    both = [
        shapes.calendar(shapes.event(it, shapes.attendee(it)))
        for it in (yes, yes.but(word="DECLINED"))
    ]
    parts = (part("text/calendar", text.encode(), "8bit") for text in both)
    assert read(head(yes).encode() + multipart("mixed", *parts))
    assert fresh(invitation).reply == Reply.OPEN
    assert CalendarReply.objects.get().why == Why.UNCLEAR


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("mailto:mika@kommune.example", "mika@kommune.example"),
        ("MAILTO:<Mika%40Kommune.example>?subject=Ja", "mika@kommune.example"),
        ("mika@kommune.example", "mika@kommune.example"),
        ("invalid:nomail", ""),
        ("/o=ExchangeLabs/cn=mika", ""),
        ("mailto:mika%00@kommune.example", "mika@kommune.example"),
        (f"mailto:{'m' * 64}@{'k' * 200}.example", ""),
        ("", ""),
    ],
)
def test_addresses_as_programs_write_them(written: str, address: str) -> None:
    assert read_address(written) == address


@pytest.mark.parametrize(
    ("value", "zone", "hour"),
    [
        ("20270317T090000Z", "", 9),
        ("20270317T100000", "Europe/Berlin", 9),
        ("20270317T100000", "W. Europe Standard Time", 9),
        ("20270317T100000", "Customized Time Zone", 9),
        ("20270317T100000", "../../etc/passwd", 9),
        ("20270317T100000", "", 9),
    ],
)
def test_moments_in_the_zones_of_all_programs(value: str, zone: str, hour: int) -> None:
    said = read_moment(Property("DTSTART", {"TZID": zone}, value))
    assert said == datetime(2027, 3, 17, hour, tzinfo=UTC)


@pytest.mark.parametrize("value", ["", "20270317", "20271399T990000Z", "gestern"])
def test_what_is_no_moment_is_none(value: str) -> None:
    assert read_moment(Property("DTSTART", {}, value)) is None


FRAGMENTS = st.sampled_from(
    [
        "BEGIN:VCALENDAR\r\n", "METHOD:REPLY\r\n", "METHOD:COUNTER\n", "BEGIN:VEVENT\r\n", "\r\n",
        "END:VEVENT\r\n", "END:VCALENDAR\r\n", "BEGIN:VALARM\n", "UID:", UID, "\r\n ", "\n\t",
        "ATTENDEE;PARTSTAT=ACCEPTED", "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=", ':mailto:',
        "mika.managerin@kommune.example", ';CN="', ';X-RESPONSE-COMMENT="', "SEQUENCE:", "9" * 12,
        "DTSTAMP:20270201T090000Z\n", "DTSTART;TZID=Europe/Berlin:", "20270317T100000", "COMMENT:",
        "\\n\\,\\", "^n^'^", "\x00\x0b", "ä", "ORGANIZER:", "%40%00", '"', ";", ":",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=12)), max_size=30).map("".join)
KINDS = st.sampled_from(["text/calendar; method=REPLY", "application/ms-tnef", "text/plain", "x"])


@given(TEXTS)
@example("BEGIN:VEVENT\nBEGIN:VEVENT\n" * 60)
@settings(deadline=None, max_examples=150)
def test_no_calendar_is_too_strange(text: str) -> None:
    for one in read_events(text):
        for said in one.properties:
            assert isinstance(said.text, str)
            assert said.address == said.address.lower()
            read_moment(said)
    read_property(text)
    find_zone(text)


@given(
    kind=KINDS,
    begin=st.sampled_from(["", "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"]),
    text=TEXTS,
    sender=st.sampled_from(["mika.managerin@kommune.example", "x@y.example", "\udcff <>,;", ""]),
    encoding=st.sampled_from(["8bit", "base64", "quoted-printable", "\udcff"]),
)
@settings(deadline=None, max_examples=150)
def test_no_mail_is_too_strange(
    kind: str, begin: str, text: str, sender: str, encoding: str
) -> None:
    content = (
        f"From: {sender}\r\nContent-Type: {kind}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n{begin}{text}"
    )
    _, answers = open_message(message_from_bytes(content.encode(errors="surrogateescape")))
    assert all(isinstance(said.word, Word) for said in answers)


def test_garbage_answers_for_nobody_and_is_never_lost(
    invitation: Invitation, answering: Answer
) -> None:
    """Whatever is cut out of an answer, it is Mika's answer, waits, or stays in the mailbox."""
    whole = shapes.thunderbird(answering(comment="Gern"))
    begin = whole.index(b"BEGIN:VCALENDAR")

    @given(st.integers(begin, len(whole)), st.integers(0, 300), st.binary(max_size=8))
    @settings(deadline=None, max_examples=60)
    def cut(at: int, length: int, filling: bytes) -> None:
        Given.objects.all().delete()
        CalendarReply.objects.all().delete()
        Received.objects.all().delete()
        Invitation.objects.update(reply=Reply.OPEN, replied_at=None)
        content = whole[:at] + filling + whole[at + length :]
        unread = not read(content)
        answered = Given.objects.exists()
        assert unread or answered or CalendarReply.objects.exists()
        assert {one.invitation_id for one in Given.objects.all()} <= {invitation.pk}

    cut()
