"""Header fields stay one line of one field, whatever people are called."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.mail.headers import (
    Unwritable,
    clean,
    write_address,
    write_mailbox,
    write_text,
)
from tests.mail.conftest import unhurried

NAMES = st.text(max_size=220) | st.text('aäß€😀 "\\,;:<>@()=?_\r\n\t', max_size=80)


def read(header: str) -> EmailMessage:
    return message_from_bytes(f"{header}\r\nX-Next: here\r\n\r\n".encode(), policy=default)


def read_name(header: str) -> str:
    """The name in a mailbox, decoded word by word.

    Not by the parser of the default policy: it puts a space between two encoded words in Python
    up to 3.13.2, against RFC 2047.
    """
    message = message_from_bytes(f"{header}\r\n\r\n".encode(), policy=compat32)
    return str(make_header(decode_header(parseaddr(message["To"])[0])))


@unhurried
@given(NAMES)
def test_any_name_arrives_as_it_is_and_starts_no_other_header(name: str) -> None:
    message = read(f"To: {write_mailbox(name, 'mika@kommune.example')}")
    assert message.keys() == ["To", "X-Next"]
    (mailbox,) = message["To"].addresses
    assert mailbox.addr_spec == "mika@kommune.example"
    assert read_name(f"To: {write_mailbox(name, 'mika@kommune.example')}") == clean(name)


@unhurried
@given(NAMES)
def test_any_subject_arrives_as_it_is(subject: str) -> None:
    message = read(f"Subject: {write_text(subject)}")
    assert message.keys() == ["Subject", "X-Next"]
    assert message["Subject"] == clean(subject)


@unhurried
@given(NAMES)
def test_no_line_is_longer_than_mail_allows(name: str) -> None:
    written = f"To: {write_mailbox(name, 'mika@kommune.example')}"
    assert all(len(line) <= 76 for line in written.split("\r\n"))
    assert all(len(line) <= 76 for line in f"Subject: {write_text(name)}".split("\r\n"))
    assert written.isascii()


def test_somebody_without_a_name_is_their_address() -> None:
    assert write_mailbox(" \n", "mika@kommune.example") == "mika@kommune.example"


def test_a_plain_name_stays_readable() -> None:
    assert write_mailbox("Dr. Mika Meier", "m@k.example") == '"Dr. Mika Meier" <m@k.example>'


def test_a_name_that_looks_encoded_is_not_decoded() -> None:
    name = "=?utf-8?q?Der_B=C3=BCrgermeister?="
    (mailbox,) = read(f"To: {write_mailbox(name, 'm@k.example')}")["To"].addresses
    assert mailbox.display_name == name


def test_a_domain_with_umlauts_is_written_as_servers_know_it() -> None:
    assert write_address(" mika@thüringen.example ") == "mika@xn--thringen-75a.example"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mika",
        "mika@",
        "@kommune.example",
        "müka@kommune.example",
        "mika@kommune.example\r\nBcc: alle@kommune.example",
        "mika@kommune.example>,<b@c.example",
        "a b@kommune.example",
        "mika@kommune .example",
        f"mika@{'x' * 70}ü.example",
    ],
)
def test_what_is_no_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(Unwritable, match="keine Adresse"):
        write_address(address)
