"""Whatever arrives, reading it never fails, and what proves nothing changes nothing."""

import logging
from email import message_from_bytes

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from klimanetz.features.advising.address import case_address
from klimanetz.features.advising.correspondence.foreign_html import read_html
from klimanetz.features.advising.correspondence.matching import find_case
from klimanetz.features.advising.correspondence.reading import LONGEST, read_incoming
from klimanetz.features.advising.models import Case, EntryKind
from klimanetz.mail.inbox import receive
from tests.features.advising.correspondence.conftest import PDF, answer

EXAMPLES = 60
unhurried = settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

HEADERS = (
    b"From", b"To", b"Cc", b"Subject", b"Date", b"Message-ID", b"References", b"Auto-Submitted",
    b"Content-Type", b"Content-Disposition", b"Content-Transfer-Encoding", b"X-Klimanetz-Left-Out",
    b"MIME-Version", b"Content-ID", b"Return-Path",
)  # fmt: skip
VALUES = (
    b"=?utf-8?b?!!!?=", b"=?x-nichts?q?a?=", b"<\xff@\xfe>", b"multipart/mixed; boundary=b",
    b"multipart/alternative", b"text/html; charset=klingonisch", b"message/rfc822", b"base64",
    b'attachment; filename="../../etc/passwd\0.pdf"', b"attachment; filename*=utf-9''%ff%",
    b"quoted-printable", b"text/plain; charset=\"", b"Mon, 99 Foo 0000 99:99:99 +9999", b"-1",
    b"99999999999999999999", b"auto-replied", b"image/png; name*0*=a'b; name*1=c", b"",
)  # fmt: skip
BODIES = (
    b"", b"--b\n\n--b--", b"--b\nContent-Type: text/html\n\n<p <b>x</\0p>",
    b"=FF=\n", b"\xff\xfe\0",
    b"--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--", b"A" * 77, PDF,
)  # fmt: skip


@st.composite
def messages(draw: st.DrawFn) -> bytes:
    """Like a mail, and broken somewhere."""
    value = st.one_of(st.sampled_from(VALUES), st.binary(max_size=40))
    lines = draw(st.lists(st.tuples(st.sampled_from(HEADERS), value), max_size=12))
    head = b"".join(name + b": " + said + b"\n" for name, said in lines)
    body = draw(st.one_of(st.sampled_from(BODIES), st.binary(max_size=300)))
    return head + b"\n" + body


@unhurried
@given(content=st.one_of(messages(), st.binary(max_size=400)))
@example(content=b"From: \x0b\x00:\n\n")
@example(content=b"Subject: =?utf-8?b?a?=\nFrom: =?utf-8?b?a?= <a@b.example>\n\n")
def test_anything_can_be_read(content: bytes) -> None:
    incoming = read_incoming(message_from_bytes(content))
    assert 0 < len(incoming.message_id) <= 250
    assert len(incoming.subject) <= 200
    assert len(incoming.text) <= LONGEST
    for text in (incoming.subject, incoming.text, incoming.name):
        assert "\0" not in text
    for file in incoming.attached:
        assert file.name
        assert len(file.name) <= 200
        assert not {"/", "\\", "\0"} & set(file.name)


@unhurried
@given(content=st.one_of(messages(), st.binary(max_size=400)))
def test_without_a_key_nothing_is_taken(content: bytes, db: None) -> None:
    assert find_case(message_from_bytes(content)) is None


@unhurried
@given(content=messages())
def test_with_a_key_everything_is_kept_and_no_reader_stumbles(
    content: bytes, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    before = case.entries.filter(kind=EntryKind.MAIL_IN).count()
    key = f"Delivered-To: {case_address(case)}\n".encode()
    with caplog.at_level(logging.ERROR):
        receive(message_from_bytes(key + content))
    assert not caplog.records
    assert case.entries.filter(kind=EntryKind.MAIL_IN).count() - before in (0, 1)


@unhurried
@given(st.text())
def test_any_html_has_a_text(html: str) -> None:
    assert isinstance(read_html(html), str)


def test_a_mail_cut_off_anywhere_is_read(case: Case) -> None:
    message = answer(case)
    message.add_attachment(PDF * 20, "application", "pdf", filename="Plan.pdf")
    whole = message.as_bytes()
    for end in range(0, len(whole), 37):
        read_incoming(message_from_bytes(whole[:end]))
