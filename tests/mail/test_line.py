"""Getting through to the mail server: names, passwords, encryption, and words when it fails."""

import smtplib
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pytest_django import Settings

from klimanetz.mail.line import Fate, Line, LineDown, describe, own_name, read_words
from tests.mail.sink import Sink

NETWORK, MIKA = "netzwerk@klimanetz.example", "mika@kommune.example"
PASSWORD = "geheim & lang"


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.hang_up()


def connect(settings: Settings, sink: Sink, **smtp: object) -> None:
    settings.SMTP = settings.SMTP | {"host": "localhost", "port": sink.port} | smtp


def check_password(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    known = (data.login, data.password) == (b"netzwerk", PASSWORD.encode())
    return AuthResult(success=known, handled=known, auth_data="netzwerk" if known else None)


def guarded() -> Sink:
    return Sink(authenticator=check_password, auth_require_tls=False)


@pytest.fixture
def encryption(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def test_signs_in_with_name_and_password(line: Line, settings: Settings) -> None:
    with guarded() as sink:
        connect(settings, sink, user="netzwerk", password=PASSWORD)
        assert line.send(NETWORK, MIKA, b"Subject: x\r\n\r\ny\r\n").fate is Fate.SENT
        assert sink.addresses == [MIKA]
        assert sink.signed_in == ["netzwerk"]
        line.hang_up()


def test_a_wrong_password_is_trouble_in_the_words_of_the_server(
    line: Line, settings: Settings
) -> None:
    with guarded() as sink:
        connect(settings, sink, user="netzwerk", password="falsch")
        with pytest.raises(LineDown, match=r"535 5\.7\.8") as down:
            line.send(NETWORK, MIKA, b"")
        assert not down.value.in_doubt


def test_a_password_that_cannot_be_sent_is_trouble_not_a_crash(
    line: Line, settings: Settings
) -> None:
    with guarded() as sink:
        connect(settings, sink, user="netzwerk", password="schlüssel")
        with pytest.raises(LineDown, match="nur ASCII"):
            line.send(NETWORK, MIKA, b"")


def test_encrypts_from_the_first_byte(
    line: Line,
    settings: Settings,
    encryption: ssl.SSLContext,
    certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with Sink(tls=encryption) as sink:
        connect(settings, sink, tls=True)
        assert line.send(NETWORK, MIKA, b"Subject: x\r\n\r\ny\r\n").fate is Fate.SENT
        line.hang_up()


def test_encrypts_before_it_says_the_password(
    line: Line,
    settings: Settings,
    encryption: ssl.SSLContext,
    certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    offered = Sink(tls_context=encryption, require_starttls=True, authenticator=check_password)
    with offered as sink:
        connect(settings, sink, starttls=True, user="netzwerk", password=PASSWORD)
        assert line.send(NETWORK, MIKA, b"Subject: x\r\n\r\ny\r\n").fate is Fate.SENT
        assert sink.signed_in == ["netzwerk"]
        line.hang_up()


@pytest.mark.parametrize("starttls", [True, False])
def test_a_certificate_nobody_vouches_for_is_refused(
    line: Line, settings: Settings, encryption: ssl.SSLContext, *, starttls: bool
) -> None:
    with Sink(tls_context=encryption) if starttls else Sink(tls=encryption) as sink:
        connect(settings, sink, starttls=starttls, tls=not starttls)
        with pytest.raises(LineDown, match="certificate verify failed"):
            line.send(NETWORK, MIKA, b"")
        assert sink.taken == []


def test_a_server_without_encryption_gets_no_password(line: Line, settings: Settings) -> None:
    with guarded() as sink:
        connect(settings, sink, starttls=True, user="netzwerk", password=PASSWORD)
        with pytest.raises(LineDown, match="STARTTLS"):
            line.send(NETWORK, MIKA, b"")


def test_a_host_that_does_not_exist(line: Line, settings: Settings) -> None:
    settings.SMTP = settings.SMTP | {"host": "mail.invalid"}
    with pytest.raises(LineDown):
        line.send(NETWORK, MIKA, b"")


def test_hanging_up_on_nobody(line: Line, settings: Settings) -> None:
    line.hang_up()
    with Sink() as sink:
        connect(settings, sink)
        line.send(NETWORK, MIKA, b"Subject: x\r\n\r\ny\r\n")
    line.hang_up()
    assert line.connection is None


def test_words_are_one_line_that_fits() -> None:
    assert read_words(550, "5.1.1 Empfänger\nunbekannt".encode()) == "550 5.1.1 Empfänger unbekannt"
    assert read_words(550, b"\xff" + b"x" * 900).startswith("550 \N{REPLACEMENT CHARACTER}x")
    assert len(read_words(550, "x" * 900)) == 500
    assert describe(smtplib.SMTPServerDisconnected()) == "SMTPServerDisconnected"


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://klima.example/", "klima.example"), ("http://127.0.0.1:8000", "[127.0.0.1]")],
)
def test_greets_by_a_name_servers_accept(settings: Settings, url: str, name: str) -> None:
    settings.BASE_URL = url
    assert own_name() == name
