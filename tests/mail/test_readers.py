"""Mails that came back: read in every shape, matched to the mail, counted by address."""

from datetime import date, timedelta
from email import message_from_bytes

import pytest
import time_machine
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from klimanetz.core.models import AuditEntry
from klimanetz.mail.inbox import receive
from klimanetz.mail.models import Address, Mail, MailState, Received
from klimanetz.mail.returned import read_returned
from tests.mail import bounced
from tests.mail.conftest import PostTo, recipient, unhurried


@pytest.fixture
def mail(post_to: PostTo) -> Mail:
    """One mail that has left."""
    post_to(1)
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    return Mail.objects.select_related("letter").get()


def read(content: bytes) -> bool:
    return receive(message_from_bytes(content))


@pytest.mark.parametrize("shape", bounced.FOR_GOOD)
def test_a_mail_that_came_back_is_marked_in_the_words_of_the_server(
    mail: Mail, shape: bounced.Shape
) -> None:
    assert read(shape(mail))
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert any(word in mail.answer for word in ("550", "5.1.1", "Unrouteable"))
    assert len(mail.answer) <= 500
    assert AuditEntry.objects.filter(verb="mail.returned").count() == 1


@pytest.mark.parametrize("shape", bounced.FOR_GOOD)
def test_one_day_counts_once_whatever_comes(mail: Mail, shape: bounced.Shape) -> None:
    read(shape(mail))
    read(shape(mail).replace(b"<back-", b"<back-again-"))
    address = Address.objects.get()
    assert address.address == mail.address
    assert len(address.days) == 1
    assert address.closed_at is None


@pytest.mark.parametrize("shape", bounced.FOR_PEOPLE)
def test_what_is_for_people_is_left_alone(mail: Mail, shape: bounced.Shape) -> None:
    assert not read(shape(mail))
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert not Received.objects.exists()


def test_a_mail_that_is_only_late_stays_sent(mail: Mail) -> None:
    assert read(bounced.delayed(mail))
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert not Address.objects.exists()


def test_a_server_that_gave_up_says_nothing_against_the_address(mail: Mail) -> None:
    gave_up = bounced.block(mail.address, "failed", "4.4.7", "451 4.4.7 message expired")
    assert read(bounced.standard(mail, gave_up))
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert not Address.objects.exists()


def test_a_refusal_of_the_content_says_nothing_against_the_address(mail: Mail) -> None:
    spam = bounced.block(mail.address, "failed", "5.7.1", "554 5.7.1 looks like spam")
    assert read(bounced.standard(mail, spam))
    assert Mail.objects.get().answer == "554 5.7.1 looks like spam"
    assert not Address.objects.exists()


def test_of_several_recipients_the_one_we_wrote_to_counts(mail: Mail) -> None:
    other = bounced.block("other@kommune.example")
    fine = bounced.block(mail.address, "relayed", "2.0.0", "250 2.0.0 OK")
    assert read(bounced.standard(mail, other, fine))
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_behind_a_list_one_that_arrived_is_enough(mail: Mail) -> None:
    gone = bounced.block("one@kommune.example")
    fine = bounced.block("two@kommune.example", "delivered", "2.1.5", "250 2.1.5 OK")
    read(bounced.standard(mail, gone, fine))
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_behind_a_forwarding_the_new_mailbox_failed(mail: Mail) -> None:
    read(bounced.standard(mail, bounced.block("new@elsewhere.example")))
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert Address.objects.get().address == mail.address


def test_one_report_may_be_about_several_of_our_mails(post_to: PostTo) -> None:
    post_to(3)
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    mails = list(Mail.objects.order_by("pk").select_related("letter"))
    blocks = [bounced.block(one.address) for one in mails[:2]]
    assert read(bounced.standard(mails[0], *blocks, original="Subject: Einladung\n"))
    states = list(Mail.objects.order_by("pk").values_list("state", flat=True))
    assert states == [MailState.FAILED, MailState.FAILED, MailState.SENT]


def test_strangers_cannot_make_up_that_a_mail_came_back(mail: Mail) -> None:
    forged = bounced.standard(mail, bounced.block("x@elsewhere.example"))
    forged = forged.replace(bounced.id_of(mail).encode(), b"<%d.0123456789a@x>" % mail.pk)
    assert not read(forged)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_without_our_mail_only_what_was_sent_lately_is_meant(mail: Mail) -> None:
    Mail.objects.update(sent_at=timezone.now() - timedelta(days=7))
    assert not read(bounced.without_original(mail))


def test_the_same_message_has_its_effect_once(mail: Mail) -> None:
    report = bounced.standard(mail)
    assert read(report)
    Mail.objects.update(state=MailState.SENT)  # an organiser tried again, and it left
    assert read(report)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert Received.objects.count() == 1


def test_two_days_close_an_address(mail: Mail, post_to: PostTo) -> None:
    read(bounced.standard(mail))
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        post_to([recipient(1)])
        Mail.objects.filter(state=MailState.WAITING).update(
            state=MailState.SENT, sent_at=timezone.now()
        )
        later = Mail.objects.select_related("letter").latest("pk")
        read(bounced.qmail(later))
    assert Address.objects.get().closed_at is not None
    assert AuditEntry.objects.filter(verb="mail.address_closed").count() == 1


def test_a_code_says_nothing_about_whom_we_write_to(post_to: PostTo) -> None:
    post_to(1, confidential=True)
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    code = Mail.objects.select_related("letter").get()
    assert read(bounced.standard(code))
    assert Mail.objects.get().state == MailState.FAILED
    assert not Address.objects.exists()


@pytest.mark.parametrize(
    "strange",
    [
        b"",
        b"\x00\xff\xfe",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x",
        b"From: mailer-daemon@x\nSubject: =?utf-8?b?4pyT?= undeliverable\n\n\xff\xfe 5.1.1",
        b"From: mailer-daemon@x\nContent-Type: text/plain; charset=no-such\n\nundeliverable 5.1.1",
        b"From: mailer-daemon@x\nContent-Transfer-Encoding: base64\n\nundeliverable\x80!",
        b"X-Failed-Recipients: \xff\xff\n\n" + b"-" * 50_000 + b"<" * 50_000,
    ],
)
def test_what_nobody_can_read_is_left_alone(db: None, strange: bytes) -> None:
    assert not read(strange)


FRAGMENTS = st.sampled_from(
    [
        b"Content-Type: multipart/report; boundary=x\n", b"\n--x\n", b"--x--\n", b"\n\n",
        b"Content-Type: message/delivery-status\n\n", b"Content-Type: message/rfc822\n\n",
        b"Final-Recipient: rfc822; ", b"Status: 5.1.1\n", b"Action: failed\n", b"<1.19a1b2c3d@x>",
        b"From: MAILER-DAEMON\n", b"Subject: undeliverable\n", b"550 5.1.1 ", b"Message-ID: ",
        b"Content-Transfer-Encoding: base64\n", b"; charset=\xe4", b"=?utf-8?q?=FF?=", b"a@b.de\n",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(FRAGMENTS, st.binary(max_size=30)), max_size=25).map(b"".join))
@example(b"Content-Type: message/delivery-status\n\nStatus: 5.1.1\n\n\nStatus: 5.1.1\n")
@unhurried
def test_no_message_is_too_strange_to_be_read(content: bytes) -> None:
    returned = read_returned(message_from_bytes(content))
    assert returned is None or all(len(one.words) <= 500 for one in returned.reports)


def test_days_of_long_ago_are_forgiven(mail: Mail) -> None:
    read(bounced.standard(mail))
    long_ago = date.fromisoformat(Address.objects.get().days[0]) - timedelta(days=400)
    Address.objects.update(days=[long_ago.isoformat()])
    read(bounced.standard(mail).replace(b"<back-", b"<back-again-"))
    assert Address.objects.get().closed_at is None
