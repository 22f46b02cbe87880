"""On a real mail server, beside the answers from calendars, and through the pipe."""

import imaplib
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from io import BytesIO, StringIO, TextIOWrapper
from itertools import count

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.features.advising.models import Case, EntryKind
from klimanetz.features.meetings.models import Invitation, Meeting, Reply
from klimanetz.mail import mailbox
from klimanetz.mail.delivery import Desk
from klimanetz.mail.inbox import LARGEST
from klimanetz.mail.mailbox import read_mailbox
from klimanetz.mail.management.commands import mail as command
from klimanetz.mail.models import Mail, MailState
from klimanetz.people.models import Person
from tests.features.advising.correspondence.conftest import PDF, answer, came, told
from tests.features.meetings.conftest import (  # noqa: F401 - fixtures
    Invite,
    clock,
    invite,
    make_meeting,
    meeting,
)
from tests.features.meetings.replies.shapes import Answering, thunderbird
from tests.mail import bounced
from tests.mail.conftest import certificate, dovecot  # noqa: F401 - fixtures
from tests.mail.dovecot import PASSWORD, Dovecot
from tests.mail.test_mailbox import DONE, a_letter, subjects

numbers = count(1)


@pytest.fixture
def box(dovecot: Dovecot, settings: Settings) -> Iterator[imaplib.IMAP4]:  # noqa: F811
    """An empty mailbox that is entered in the settings, as a mail program sees it."""
    user = f"beratung{next(numbers)}"
    settings.IMAP = settings.IMAP | {
        "host": "localhost", "port": dovecot.port, "user": user, "password": PASSWORD,
        "tls": False, "starttls": False,
    }  # fmt: skip
    client = dovecot.sign_in(user)
    yield client
    client.logout()


def put(box: imaplib.IMAP4, *messages: EmailMessage | bytes) -> None:
    for message in messages:
        content = message if isinstance(message, bytes) else message.as_bytes(policy=SMTP)
        box.append("INBOX", "", "", content)


def answer_from_program(mail: Mail, text: str) -> EmailMessage:
    """What a mail program makes of "answer" on the very mail that was sent."""
    sender = Desk().load([mail])
    desk = Desk()
    desk.load([mail])
    got = message_from_bytes(desk.make_out(mail, sender), policy=default)
    message = EmailMessage()
    message["From"] = got["To"]
    message["To"] = got["Reply-To"]
    message["Subject"] = f"AW: {got['Subject']}"
    message["In-Reply-To"] = got["Message-ID"]
    message["References"] = got["Message-ID"]
    message["Message-ID"] = "<a@ilmenau.example>"
    message.set_content(f"{text}\n\nAm Montag schrieb Klimanetz:\n> Guten Tag,\n> wann?\n")
    return message


@pytest.mark.parametrize("pattern", ["netz+*@agentur.example", ""])
def test_from_the_sent_mail_to_the_answer_in_the_case(
    pattern: str, box: imaplib.IMAP4, case: Case, sent: Mail, settings: Settings
) -> None:
    settings.REPLY_ADDRESS = pattern
    reply = answer_from_program(sent, "Am 12. Mai.")
    reply.add_attachment(PDF, "application", "pdf", filename="Beschluss.pdf")
    put(box, a_letter(1), reply, a_letter(2))
    assert read_mailbox() == 1
    entry = came(case)
    assert entry.text.startswith("Am 12. Mai.\n\nAm Montag schrieb Klimanetz:\n> Guten Tag,")
    assert [file.name for file in entry.files.all()] == ["Beschluss.pdf"]
    assert subjects(box, criterion="UNSEEN") == ["Frage 1", "Frage 2"]
    assert subjects(box, DONE, "SEEN") == ["AW: Ihr Ratsbeschluss"]
    assert len(told()) == 1


def test_calendars_cases_and_bounces_live_side_by_side(
    box: imaplib.IMAP4,
    case: Case,
    sent: Mail,
    meeting: Meeting,  # noqa: F811
    invite: Invite,  # noqa: F811
    manager: Person,
) -> None:
    [invitation] = invite(meeting, manager)
    Mail.objects.filter(pk=sent.pk).update(state=MailState.SENT, sent_at=timezone.now())
    put(
        box,
        thunderbird(Answering.of(invitation)),
        answer(case),
        bounced.standard(sent).replace(b"\n", b"\r\n"),
        a_letter(1),
    )
    assert read_mailbox() == 3
    assert Invitation.objects.get(pk=invitation.pk).reply == Reply.ON_SITE
    assert came(case).text == "Am 12. Mai."
    sent.refresh_from_db()
    assert sent.state == MailState.FAILED
    assert subjects(box, criterion="UNSEEN") == ["Frage 1"]


def heavy(case: Case, megabytes: float, name: str = "Plan.pdf") -> EmailMessage:
    message = answer(case)
    content = b"%PDF-" + b"0" * int(megabytes * 1024 * 1024)
    message.add_attachment(content, "application", "pdf", filename=name)
    return message


def test_a_heavy_file_comes_into_the_case_and_nothing_else_heavy_is_fetched(
    box: imaplib.IMAP4, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[int] = []
    fetch = mailbox.fetch_contents

    def counted(*args: object) -> Iterator[tuple[int, bytes]]:
        for uid, content in fetch(*args):  # type: ignore[arg-type]
            fetched.append(len(content))
            yield uid, content

    monkeypatch.setattr(mailbox, "fetch_contents", counted)
    put(box, heavy(case, 3), a_letter(1) + b"x" * (LARGEST + 1))
    assert read_mailbox() == 1
    (file,) = came(case).files.all()
    assert file.size == 3 * 1024 * 1024 + 5
    assert sum(size > LARGEST for size in fetched) == 1
    assert subjects(box) == ["Frage 1"]


def test_what_is_too_heavy_is_named_and_stays_on_the_server(
    box: imaplib.IMAP4, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "LARGEST_AWAITED", int(2.5 * 1024 * 1024))
    put(box, heavy(case, 3))
    assert read_mailbox() == 1
    entry = came(case)
    assert not entry.files.exists()
    assert "Die Mail ist mit 4 MB zu groß und nicht übernommen." in entry.text
    assert subjects(box, DONE) == ["Re: Ihr Ratsbeschluss"]
    assert len(told()) == 1


def test_read_again_after_a_crash_it_stands_there_once(
    box: imaplib.IMAP4, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_args: object) -> None:
        raise OSError("the line is cut")

    put(box, answer(case))
    with monkeypatch.context() as patched:
        patched.setattr(mailbox, "put_aside", die)
        assert read_mailbox() == 0
    assert came(case)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert read_mailbox() == 1
    assert case.entries.filter(kind=EntryKind.MAIL_IN).count() == 1
    assert len(told()) == 1


def pipe(content: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content)))
    out = StringIO()
    call_command("mail", "receive", stdout=out)
    return out.getvalue().strip()


def test_through_the_pipe(case: Case, network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pipe(answer(case).as_bytes(), monkeypatch) == "Read."
    assert came(case).text == "Am 12. Mai."


def test_through_the_pipe_heavy_ones_too(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pipe(heavy(case, 3).as_bytes(), monkeypatch) == "Read."
    assert came(case).files.get().name == "Plan.pdf"


def test_through_the_pipe_too_heavy_is_named(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "LARGEST_AWAITED", int(2.5 * 1024 * 1024))
    assert pipe(heavy(case, 3).as_bytes(), monkeypatch) == "Read."
    assert "zu groß" in came(case).text


def test_what_nobody_awaits_is_not_read(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    message = heavy(case, 3)
    message.replace_header("To", "netzwerk@agentur.example")
    with pytest.raises(CommandError, match="larger than 2048 KB"):
        pipe(message.as_bytes(), monkeypatch)
