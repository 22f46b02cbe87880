"""Over a real IMAP server: one pass over the mailbox, several readers, nothing lost or doubled."""

import imaplib
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO, TextIOWrapper
from itertools import count

import pytest
import time_machine
from django.core.management import call_command
from pytest_django import Settings

from klimanetz.features.meetings.models import Answer as Given
from klimanetz.features.meetings.models import Invitation, Meeting, Reply
from klimanetz.features.meetings.replies.models import CalendarReply
from klimanetz.mail import mailbox
from klimanetz.mail.mailbox import read_mailbox
from klimanetz.mail.models import Mail, Mailbox, MailState
from tests.features.meetings.conftest import Invite
from tests.features.meetings.replies import shapes
from tests.features.meetings.replies.conftest import Answer, fresh
from tests.features.meetings.replies.shapes import Answering, thunderbird
from tests.mail import bounced
from tests.mail.conftest import certificate, dovecot  # noqa: F401 - fixtures
from tests.mail.dovecot import PASSWORD, Dovecot
from tests.mail.test_mailbox import DONE, a_letter, subjects

numbers = count(1)


@pytest.fixture
def box(dovecot: Dovecot, settings: Settings) -> Iterator[imaplib.IMAP4]:  # noqa: F811
    """An empty mailbox that is entered in the settings, as a mail program sees it."""
    user = f"antworten{next(numbers)}"
    settings.IMAP = settings.IMAP | {
        "host": "localhost", "port": dovecot.port, "user": user, "password": PASSWORD,
        "tls": False, "starttls": False,
    }  # fmt: skip
    client = dovecot.sign_in(user)
    yield client
    client.logout()


def put(box: imaplib.IMAP4, *messages: bytes) -> None:
    for message in messages:
        box.append("INBOX", "", "", message)


def test_one_pass_reads_answers_and_what_came_back(
    box: imaplib.IMAP4, invitation: Invitation, answering: Answer, meeting: Meeting, invite: Invite
) -> None:
    [nele] = invite(meeting, "Nele")
    Mail.objects.update(state=MailState.SENT, sent_at=answering().starts_at - timedelta(days=40))
    returned = Mail.objects.select_related("letter").get(address=nele.email)
    put(box, a_letter(1), thunderbird(answering(comment="Gern")))
    put(box, bounced.standard(returned).replace(b"\n", b"\r\n"), a_letter(2))
    assert read_mailbox() == 2
    assert fresh(invitation).reply == Reply.ON_SITE
    returned.refresh_from_db()
    assert returned.state == MailState.FAILED
    assert subjects(box, criterion="UNSEEN") == ["Frage 1", "Frage 2"]
    assert sorted(subjects(box, DONE, "SEEN")) == ["Undelivered Mail", "Zugesagt: Netzwerktreffen"]


@pytest.mark.parametrize("program", shapes.PROGRAMS)
def test_every_program_by_way_of_the_server(
    box: imaplib.IMAP4, invitation: Invitation, answering: Answer, program: shapes.Shape
) -> None:
    put(box, program(answering()))
    assert read_mailbox() == 1
    assert fresh(invitation).reply == Reply.ON_SITE


class Killed(BaseException):
    """The worker was killed: nothing after this happens, and nobody catches it."""


DEATHS = ("put_aside", "note_progress")


@pytest.mark.parametrize("where", DEATHS)
@pytest.mark.parametrize("at", [1, 2])
def test_a_worker_that_dies_loses_and_doubles_nothing(
    box: imaplib.IMAP4,
    meeting: Meeting,
    invite: Invite,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    at: int,
) -> None:
    """After the answers were entered, before it is noted; and between the server and the note."""
    monkeypatch.setattr(mailbox, "AT_ONCE", 2)
    invited = invite(meeting, *(f"Gast{number}" for number in range(5)))
    put(box, *(thunderbird(Answering.of(one, comment="Gern")) for one in invited))
    owner = mailbox if where == "put_aside" else Mailbox
    calls, real = count(1), getattr(owner, where)

    def die(*arguments: object) -> None:
        if next(calls) == at:
            raise Killed
        real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(owner, where, die)
        with pytest.raises(Killed):
            read_mailbox()
    assert 0 < Given.objects.count() < len(invited) or at == 2
    clock.shift(timedelta(minutes=2))
    read_mailbox()
    assert {fresh(one).reply for one in invited} == {Reply.ON_SITE}
    assert Given.objects.count() == CalendarReply.objects.count() == len(invited)
    assert Mail.objects.count() == 2 * len(invited)
    assert subjects(box) == []
    assert len(subjects(box, DONE)) == len(invited)


def test_a_worker_that_dies_while_answering_leaves_the_mail_as_it_was(
    box: imaplib.IMAP4,
    invitation: Invitation,
    answering: Answer,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(box, thunderbird(answering(comment="Gern")))

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("klimanetz.features.meetings.replies.actions.taking.hold", die)
        with pytest.raises(Killed):
            read_mailbox()
    assert fresh(invitation).reply == Reply.OPEN
    assert not Mail.objects.filter(letter__purpose="meetings.confirmation").exists()
    clock.shift(timedelta(minutes=2))
    assert read_mailbox() == 1
    assert fresh(invitation).reply == Reply.ON_SITE


def test_one_the_server_cannot_give_does_not_keep_the_others(
    box: imaplib.IMAP4,
    meeting: Meeting,
    invite: Invite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    invited = invite(meeting, "Nele", "Olaf")
    put(box, *(thunderbird(Answering.of(one)) for one in invited))
    real = imaplib.IMAP4.uid

    def refuse(self: imaplib.IMAP4, command: str, *rest: str) -> tuple[str, list[object]]:
        asked = rest[0].split(",") if command == "FETCH" and "BODY" in rest[1] else []
        if len(asked) > 1 or asked == ["1"]:
            return "NO", [None]
        return real(self, command, *rest)

    monkeypatch.setattr(imaplib.IMAP4, "uid", refuse)
    assert read_mailbox() == 1
    assert [fresh(one).reply for one in invited] == [Reply.OPEN, Reply.ON_SITE]
    monkeypatch.undo()
    assert subjects(box) == ["Zugesagt: Netzwerktreffen"]


def test_a_mail_server_may_pipe_them(
    invitation: Invitation, answering: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = thunderbird(answering())
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content)))
        call_command("mail", "receive", verbosity=0)
    assert fresh(invitation).reply == Reply.ON_SITE
    assert Given.objects.count() == 1
