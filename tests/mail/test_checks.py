"""`klimanetz check` notices an outbox that nobody empties."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klimanetz.mail.checks import check_outbox, stuck_mails
from klimanetz.mail.models import Letter, Mail, MailState


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
