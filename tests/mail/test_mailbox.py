"""The operator's mailbox on a real IMAP server, read beside the people who read it, too."""

import imaplib
import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from itertools import count
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from klimanetz.mail import inbox, mailbox
from klimanetz.mail.mailbox import read_mailbox
from klimanetz.mail.models import Address, Mail, Mailbox, MailState, Received
from tests.harness.running import free_port
from tests.mail import bounced
from tests.mail.conftest import PostTo
from tests.mail.dovecot import PASSWORD, Dovecot

DONE = '"Klimanetz.bearbeitet"'
numbers = count(1)


@pytest.fixture
def box(dovecot: Dovecot, settings: Settings) -> Iterator[imaplib.IMAP4]:
    """An empty mailbox that is entered in the settings, as a mail program sees it."""
    user = f"netzwerk{next(numbers)}"
    settings.IMAP = settings.IMAP | {
        "host": "localhost", "port": dovecot.port, "user": user, "password": PASSWORD,
        "tls": False, "starttls": False,
    }  # fmt: skip
    client = dovecot.sign_in(user)
    yield client
    client.logout()


@pytest.fixture
def mail(post_to: PostTo) -> Mail:
    post_to(1)
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    return Mail.objects.select_related("letter").get()


def put(box: imaplib.IMAP4, *messages: bytes, flags: str = "") -> None:
    for message in messages:
        box.append("INBOX", flags, "", message.replace(b"\n", b"\r\n"))


def subjects(box: imaplib.IMAP4, folder: str = "INBOX", criterion: str = "ALL") -> list[str]:
    box.select(folder)
    found = box.search(None, criterion)[1][0].split()
    fetched = [box.fetch(one.decode(), "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])") for one in found]
    lines = [data[0][1].decode() for _, data in fetched]  # type: ignore[index,union-attr]
    return [re.sub(r"Subject: |\s+$", "", line) for line in lines]


def again(after: int = 2) -> time_machine.travel:
    """So many minutes later."""
    return time_machine.travel(timezone.now() + timedelta(minutes=after))


def a_letter(number: int = 1) -> bytes:
    return (
        f"From: buergerin@kommune.example\nSubject: Frage {number}\n"
        f"Message-ID: <{number}@kommune.example>\n\nWann ist das Treffen?\n"
    ).encode()


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The subjects of what the readers are shown from now on; nothing is theirs."""
    shown: list[str] = []

    def look(message: Message) -> bool:
        shown.append(str(message["Subject"]))
        return False

    monkeypatch.setattr(inbox, "_readers", [look])
    return shown


def test_what_came_back_is_read_and_put_aside(box: imaplib.IMAP4, mail: Mail) -> None:
    put(box, bounced.standard(mail))
    assert read_mailbox() == 1
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert subjects(box) == []
    assert subjects(box, DONE, "SEEN") == ["Undelivered Mail"]


def test_the_post_of_people_stays_unread(box: imaplib.IMAP4, mail: Mail) -> None:
    put(box, a_letter(1), bounced.standard(mail), bounced.out_of_office(mail), a_letter(2))
    put(box, a_letter(3), flags=r"(\Deleted)")
    assert read_mailbox() == 1
    left = ["Frage 1", "Automatische Antwort: Einladung", "Frage 2"]
    assert subjects(box, criterion="UNSEEN UNDELETED") == left
    assert subjects(box, criterion="DELETED") == ["Frage 3"]


def test_each_message_is_looked_at_once(
    box: imaplib.IMAP4, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = watch(monkeypatch)
    put(box, a_letter(1), a_letter(2))
    read_mailbox()
    put(box, a_letter(3), flags=r"(\Seen)")  # somebody was quicker
    with again():
        read_mailbox()
    with again(4):
        read_mailbox()
    assert looked == ["Frage 1", "Frage 2", "Frage 3"]


def test_at_first_sight_only_what_nobody_has_read(
    box: imaplib.IMAP4, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = watch(monkeypatch)
    put(box, a_letter(1), flags=r"(\Seen)")
    put(box, a_letter(2))
    read_mailbox()
    assert looked == ["Frage 2"]


def test_a_mailbox_that_was_numbered_anew_doubles_nothing(box: imaplib.IMAP4, mail: Mail) -> None:
    report = bounced.standard(mail)
    put(box, report)
    read_mailbox()
    Mail.objects.update(state=MailState.SENT)
    Mailbox.objects.update(uid_validity=1)
    put(box, report)
    with again():
        assert read_mailbox() == 1
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert Received.objects.count() == 1
    assert subjects(box) == []


def test_once_a_minute_whoever_asks(box: imaplib.IMAP4, mail: Mail) -> None:
    read_mailbox()
    put(box, bounced.standard(mail))
    assert read_mailbox() == 0
    with again():
        assert read_mailbox() == 1


def test_many_messages_are_read_in_several_turns(
    box: imaplib.IMAP4, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "MOST", 2)
    put(box, a_letter(1), a_letter(2), a_letter(3), bounced.standard(mail))
    assert read_mailbox() == 0
    with again():
        assert read_mailbox() == 1


def test_what_is_too_large_is_left_alone(
    box: imaplib.IMAP4, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "LARGEST", 200)
    put(box, bounced.standard(mail), a_letter(1))
    assert read_mailbox() == 0
    assert len(subjects(box, criterion="UNSEEN")) == 2


def test_garbage_never_stops_the_loop(box: imaplib.IMAP4, mail: Mail) -> None:
    put(box, b"\xff\xfe\x01 nothing", b"Content-Type: multipart/report; boundary=x\n\n--x\n--x")
    put(box, bounced.nested(3000), bounced.qmail(mail))
    assert read_mailbox() == 1
    assert len(subjects(box, criterion="UNSEEN")) == 3


def test_a_reader_that_stumbles_does_not_keep_the_others_from_reading(
    box: imaplib.IMAP4,
    mail: Mail,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(inbox, "_readers", [lambda _: bool(1 // 0), *inbox._readers])
    put(box, bounced.exim(mail))
    assert read_mailbox() == 1
    assert "could not be read" in caplog.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "falsch"}, "Authentication failed"),
        ({"folder": "Gibt es nicht"}, "exist"),
        ({"host": "127.0.0.1", "port": free_port()}, "refused"),
        ({"host": "mail.invalid"}, ""),
    ],
)
def test_trouble_is_kept_in_the_words_of_the_server_until_it_is_over(
    box: imaplib.IMAP4, mail: Mail, settings: Settings, wrong: dict[str, object], words: str
) -> None:
    right = settings.IMAP
    settings.IMAP = right | wrong
    assert read_mailbox() == 0
    trouble = Mailbox.objects.get()
    assert words in trouble.trouble
    assert trouble.trouble
    assert trouble.trouble_since
    if {"folder", "host"} & wrong.keys():
        return  # another mailbox
    settings.IMAP = right
    put(box, bounced.standard(mail))
    with again():
        assert read_mailbox() == 1
    assert Mailbox.objects.get().trouble == ""


def test_without_a_mailbox_nothing_is_asked(
    settings: Settings, db: None, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    settings.IMAP = settings.IMAP | {"host": ""}
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert read_mailbox() == 0


@pytest.mark.parametrize("starttls", [False, True])
def test_encrypted(
    box: imaplib.IMAP4,
    dovecot: Dovecot,
    certificate: tuple[Path, Path],
    mail: Mail,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    *,
    starttls: bool,
) -> None:
    port = dovecot.port if starttls else dovecot.tls_port
    settings.IMAP = settings.IMAP | {"tls": not starttls, "starttls": starttls, "port": port}
    put(box, bounced.standard(mail))
    assert read_mailbox() == 0
    assert "certificate verify failed" in Mailbox.objects.get().trouble
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with again():
        assert read_mailbox() == 1
    assert Address.objects.count() == 1
