"""The fast way to a message gives the same message as the standard library's slow way."""

import re
import time
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import parsedate_to_datetime
from html import escape
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.mail.headers import Unwritable, clean
from klimanetz.mail.keys import settings_url
from klimanetz.mail.message import Message, Sender
from klimanetz.mail.models import Letter, Mail
from klimanetz.mail.personal import tidy
from tests.mail.conftest import CALENDAR, Draw, unhurried

SENDER = Sender("Klimanetz Thüringen", "post@klima.example", "netzwerk@agentur.example")
VALUES = st.text(max_size=200) | st.text('aä😀"\\,;:<>&=.\r\n\t $', max_size=80)


def make_letter(**fields: object) -> Letter:
    known: dict[str, object] = {
        "subject": "Einladung: Frühjahr",
        "text": "Guten Tag ${name},\n\n.\nFrom hier: ${answer_url}\n5 $$\n-- \nKlimanetz\n",
        "html": '<p>Guten Tag ${name},</p>\n<a href="${answer_url}">ja</a>\n<p>5 $$ – ä</p>\n',
        "calendar": CALENDAR,
        "calendar_method": "REQUEST",
        "created_at": datetime(2027, 1, 1, tzinfo=UTC),
    }
    return Letter(**(known | fields))


def make_mail(**fields: object) -> Mail:
    known: dict[str, object] = {
        "pk": 12,
        "address": "mika@kommune.example",
        "name": "Mika Managerin",
        "values": {"answer_url": "https://klima.example/a/1?x=1&y=2"},
    }
    return Mail(**(known | fields))


def make_out(letter: Letter, mail: Mail, sender: Sender = SENDER) -> EmailMessage:
    return message_from_bytes(Message(letter, sender).make_out(mail), policy=default)


def write_slowly(letter: Letter, mail: Mail) -> EmailMessage:
    """The same mail by `email.message`, `string.Template` and `icalendar`."""
    values = {"name": mail.name, "address": mail.address} | mail.values
    values["settings_url"] = settings_url(mail.address)
    plain = {name: tidy(value) for name, value in values.items()}
    in_html = {name: escape(value) for name, value in plain.items()}
    message = EmailMessage(policy=SMTP)
    message["Subject"] = clean(Template(letter.subject).substitute(plain))
    message["From"] = Address(SENDER.name, addr_spec=SENDER.address)
    message["To"] = Address(clean(mail.name), addr_spec=mail.address)
    message["Reply-To"] = Address(SENDER.name, addr_spec=SENDER.reply_to)
    message.set_content(Template(letter.text).substitute(plain))
    message.add_alternative(Template(letter.html).substitute(in_html), subtype="html")
    if letter.calendar:
        message.add_alternative("", subtype="calendar", params={"method": letter.calendar_method})
        message.add_attachment(b"", maintype="application", subtype="ics", filename="invite.ics")
    return message_from_bytes(message.as_bytes(), policy=default)


def structure(message: EmailMessage) -> list[tuple[str, str, str]]:
    return [
        (part.get_content_type(), part.get_content_charset() or "", part.get_filename() or "")
        for part in message.walk()
        if part.get_content_type() != "application/ics"
    ]


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).rstrip("\n")


def entries(message: EmailMessage) -> list[bytes]:
    return [
        part.get_payload(decode=True)  # type: ignore[misc]
        for part in message.walk()
        if part.get_content_type() in {"text/calendar", "application/ics"}
    ]


@pytest.mark.parametrize("calendar", [CALENDAR, ""])
def test_the_same_as_written_slowly(calendar: str) -> None:
    letter = make_letter(calendar=calendar, calendar_method="REQUEST" if calendar else "")
    mail = make_mail(name="Dr. Mika Müller-Lüdenscheid")
    fast, slow = make_out(letter, mail), write_slowly(letter, mail)
    assert structure(fast) == structure(slow)
    for name in ("Subject", "From", "To", "Reply-To"):
        assert str(fast[name]) == str(slow[name])
    for kind in ("plain", "html"):
        assert body(fast, kind) == body(slow, kind)
    assert not fast.defects


@unhurried
@given(VALUES, VALUES)
def test_the_same_whatever_the_values(name: str, value: str) -> None:
    letter = make_letter()
    mail = make_mail(name=name, values={"answer_url": value})
    fast, slow = make_out(letter, mail), write_slowly(letter, mail)
    assert fast.keys() == make_out(letter, make_mail()).keys()
    assert structure(fast) == structure(slow)
    assert body(fast, "plain") == body(slow, "plain")
    assert body(fast, "html") == body(slow, "html")
    in_mail, attached = entries(fast)
    assert in_mail == attached
    (event,) = Calendar.from_ical(in_mail).walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:mika@kommune.example"


@unhurried
@given(VALUES, VALUES)
def test_a_message_is_lines_of_ascii_that_any_server_takes(name: str, value: str) -> None:
    mail = make_mail(name=name, values={"answer_url": value})
    written = Message(make_letter(), SENDER).make_out(mail)
    assert written.isascii()
    lines = written.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(len(line) for line in lines) <= 78


def test_a_real_letter_comes_through_whole(draw: Draw) -> None:
    letter = draw(calendar=CALENDAR)
    letter.created_at = datetime(2027, 1, 1, tzinfo=UTC)
    fast = make_out(letter, make_mail())
    assert "Ich nehme online teil: https://klima.example/a/1?x=1&y=2?antwort=online" in body(
        fast, "plain"
    )
    assert 'href="https://klima.example/a/1?x=1&amp;y=2?antwort=online"' in body(fast, "html")
    assert "${" not in body(fast, "html") + body(fast, "plain")


def test_calendar_programs_find_the_invitation_and_its_method() -> None:
    message = make_out(make_letter(), make_mail())
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    entry = list(message.walk())[4]
    assert entry["Content-Type"].params["method"] == "REQUEST"
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "invite.ics"


def test_headers_say_who_writes_and_that_a_machine_does() -> None:
    message = make_out(make_letter(), make_mail())
    assert message["From"].addresses[0].addr_spec == "post@klima.example"
    assert message["From"].addresses[0].display_name == "Klimanetz Thüringen"
    assert message["Reply-To"].addresses[0].addr_spec == "netzwerk@agentur.example"
    assert message["List-Id"].endswith("<post.klima.example>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Precedence" not in message
    assert "OOF" in message["X-Auto-Response-Suppress"]


def test_no_reply_to_where_the_sender_can_be_answered() -> None:
    sender = Sender("Klimanetz", "Post@klima.example", "post@klima.example")
    assert "Reply-To" not in make_out(make_letter(), make_mail(), sender)


def test_the_sender_is_the_network(network: Network, settings: Settings) -> None:
    settings.MAIL_FROM = "post@thüringen.example"
    sender = Sender.of(network)
    assert sender == Sender(
        "Klimanetz Thüringen", "post@xn--thringen-75a.example", "netzwerk@agentur.example"
    )
    assert sender.domain == "xn--thringen-75a.example"


def test_the_date_is_now_with_our_offset() -> None:
    date = parsedate_to_datetime(make_out(make_letter(), make_mail())["Date"])
    assert abs(date.timestamp() - time.time()) < 60
    assert date.utcoffset() is not None


def test_a_message_keeps_its_id_and_no_two_share_one() -> None:
    message = Message(make_letter(), SENDER)
    ids = [
        message_from_bytes(message.make_out(make_mail(pk=pk)), policy=default)["Message-ID"]
        for pk in (1, 1, 2)
    ]
    assert ids[0] == ids[1] != ids[2]
    assert re.fullmatch(r"<1\.[0-9a-f]+@klima\.example>", ids[0])
    other = Message(make_letter(created_at=datetime(2028, 1, 1, tzinfo=UTC)), SENDER)
    assert message_from_bytes(other.make_out(make_mail(pk=1)))["Message-ID"] != ids[0]


def test_a_subject_can_be_personal() -> None:
    letter = make_letter(subject="${name}: 5 $$ für Sie")
    message = make_out(letter, make_mail(name="Mika\nBcc: alle@klima.example"))
    assert message["Subject"] == "Mika Bcc: alle@klima.example: 5 $ für Sie"
    assert "Bcc" not in message


def test_name_and_address_are_known_to_every_letter_and_values_go_first() -> None:
    letter = make_letter(text="${name} ${address} ${answer_url}", calendar="")
    assert body(make_out(letter, make_mail()), "plain").startswith(
        "Mika Managerin mika@kommune.example https:"
    )
    renamed = make_mail(values={"answer_url": "", "name": "Frau Managerin"})
    assert body(make_out(letter, renamed), "plain").startswith("Frau Managerin mika")


def test_a_missing_value_is_said() -> None:
    with pytest.raises(Unwritable, match="answer_url"):
        make_out(make_letter(), make_mail(values={}))


def test_a_domain_with_umlauts() -> None:
    message = make_out(make_letter(), make_mail(address="mika@thüringen.example"))
    assert message["To"].addresses[0].addr_spec == "mika@xn--thringen-75a.example"


def test_making_out_is_much_faster_than_writing_each_mail(draw: Draw) -> None:
    letter = draw(calendar=CALENDAR)
    letter.created_at = datetime(2027, 1, 1, tzinfo=UTC)
    message, mails = Message(letter, SENDER), [make_mail(pk=n) for n in range(200)]
    fast = seconds(lambda: [message.make_out(mail) for mail in mails])
    slow = seconds(lambda: [write_slowly(letter, mail).as_bytes() for mail in mails[:20]]) * 10
    assert fast < slow / 5


def seconds(work: object) -> float:
    assert callable(work)
    start = time.process_time()
    work()
    return time.process_time() - start
