"""`klimanetz mail receive`: one message from standard input, as a mail server pipes it."""

from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from klimanetz.mail.inbox import LARGEST
from klimanetz.mail.models import Mail, MailState
from tests.mail import bounced
from tests.mail.conftest import PostTo


def receive(content: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content)))
    out = StringIO()
    call_command("mail", "receive", stdout=out)
    return out.getvalue().strip()


def test_a_mail_that_came_back_is_read_once(
    post_to: PostTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_to(1)
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    report = bounced.standard(Mail.objects.select_related("letter").get())
    assert receive(report, monkeypatch) == "Read."
    assert Mail.objects.get().state == MailState.FAILED
    assert receive(report, monkeypatch) == "Read."


def test_anything_else_is_left_alone(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert receive(b"Subject: Hallo\n\nHallo", monkeypatch).startswith("Not for the program")


def test_what_is_too_large_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="larger than 2048 KB"):
        receive(b"x" * (LARGEST + 1), monkeypatch)


def test_what_is_nested_too_deeply_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="nested too deeply"):
        receive(bounced.nested(3000), monkeypatch)


def test_without_a_database_the_mail_server_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: object) -> bool:
        raise OperationalError("no connection")

    monkeypatch.setattr("klimanetz.mail.management.commands.mail.receive", away)
    with pytest.raises(SystemExit) as end:
        receive(b"Subject: Hallo\n\nHallo", monkeypatch)
    assert end.value.code == 75
