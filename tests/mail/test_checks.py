"""`klimanetz check` notices an outbox that nobody empties."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from klimanetz.mail.checks import check_mailbox, check_outbox, stuck_mails
from klimanetz.mail.models import Letter, Mail, MailState
from tests.mail.dovecot import PASSWORD, Dovecot


@pytest.fixture
def mail(db: None) -> Mail:
    letter = Letter.objects.create(purpose="test", subject="Einladung", text="", html="")
    due = timezone.now() - timedelta(minutes=20)
    return Mail.objects.create(letter=letter, address="nele@kommune.example", due_at=due)


def test_a_mail_that_should_have_left_is_said(mail: Mail) -> None:
    [said] = check_outbox(None, databases=["default"])
    assert said.msg == "Mails that should have left more than 15 minutes ago: 1."


def test_without_looking_into_the_database_nothing_is_said(mail: Mail) -> None:
    assert check_outbox(None) == []


@pytest.mark.parametrize(
    "fields",
    [{"state": MailState.SENT}, {"state": MailState.FAILED}, {"due_at": timezone.now()}],
)
def test_what_is_done_or_just_due_is_not_stuck(mail: Mail, fields: dict[str, object]) -> None:
    Mail.objects.update(**fields)
    assert stuck_mails() == 0


def test_a_letter_on_hold_is_not_stuck(mail: Mail) -> None:
    Letter.objects.update(held=True)
    assert stuck_mails() == 0


IMAP = {"host": "", "port": 9, "user": "a", "password": "b", "folder": "INBOX"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "IMAP_URL is not set: mails that come back are not noticed."),
        ({"host": "mail.agentur.de", "tls": False, "starttls": False}, "travels readable"),
        ({"host": "127.0.0.1", "tls": False, "starttls": False}, "cannot be read: "),
        ({"host": "127.0.0.1", "tls": True, "starttls": False}, "refused"),
    ],
)
def test_the_mailbox_is_tried(settings: Settings, fields: dict[str, object], said: str) -> None:
    settings.IMAP = IMAP | fields
    [found] = check_mailbox(None)
    assert said in found.msg


def test_a_mailbox_that_can_be_read_needs_no_word(settings: Settings, dovecot: Dovecot) -> None:
    settings.IMAP = IMAP | {
        "host": "localhost", "port": dovecot.port, "user": "netz", "password": PASSWORD,
        "tls": False, "starttls": False,
    }  # fmt: skip
    assert check_mailbox(None) == []
    settings.IMAP = settings.IMAP | {"password": "falsch"}
    [found] = check_mailbox(None)
    assert "Authentication failed" in found.msg
