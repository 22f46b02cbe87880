"""The line to the mail server: one SMTP connection, and what its answers mean for a mail."""

import smtplib
import ssl
from dataclasses import dataclass
from enum import Enum, auto
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

#: So long the server may take for each of its answers, in seconds.
PATIENCE = 25
SERVICE_ENDS = 421


class Fate(Enum):
    SENT = auto()
    LATER = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mail, with the words of the server."""

    fate: Fate
    words: str = ""


class LineDown(Exception):  # noqa: N818 - a state of the line, read as: except LineDown
    """Nothing goes out now. `in_doubt`: the mail under way may be the cause, or have arrived."""

    def __init__(self, words: str, *, in_doubt: bool = False) -> None:
        super().__init__(words)
        self.in_doubt = in_doubt


def read_words(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:500]


def describe(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return read_words(error.smtp_code, error.smtp_error)
    return (" ".join(str(error).split()) or type(error).__name__)[:500]


def own_name() -> str:
    """How we greet the server: by the name of our website, or by its number in brackets."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    try:
        number = ip_address(host)
    except ValueError:
        return host
    return f"[IPv6:{host}]" if number.version == 6 else f"[{host}]"


def dial(smtp: dict[str, Any]) -> smtplib.SMTP:
    """A connection that is ready to take mail; encryption verifies the server's certificate."""
    connection = reach(smtp)
    try:
        if smtp["starttls"]:
            connection.starttls(context=ssl.create_default_context())
        if smtp["user"]:
            connection.login(smtp["user"], smtp["password"])
        connection.ehlo_or_helo_if_needed()
    except Exception:
        connection.close()
        raise
    return connection


def reach(smtp: dict[str, Any]) -> smtplib.SMTP:
    where: dict[str, Any] = {
        "host": smtp["host"],
        "port": smtp["port"],
        "local_hostname": own_name(),
        "timeout": PATIENCE,
    }
    if smtp["tls"]:
        return smtplib.SMTP_SSL(context=ssl.create_default_context(), **where)
    return smtplib.SMTP(**where)


class Line:
    """Opened by the first mail and kept open until `hang_up`."""

    def __init__(self) -> None:
        self.connection: smtplib.SMTP | None = None
        self.handed_over = 0  # since the last call

    def send(self, sender: str, address: str, message: bytes) -> Outcome:
        """Hand over one message; raises `LineDown` where the server takes none at all."""
        connection = self.connection or self.open()
        announced = False
        try:
            announce(connection, sender)
            announced = True
            outcome = hand_over(connection, address, message)
        except LineDown:
            self.drop()
            raise
        except (smtplib.SMTPException, OSError) as error:
            self.drop()
            raise LineDown(describe(error), in_doubt=announced) from error
        self.handed_over += 1
        return outcome

    def open(self) -> smtplib.SMTP:
        self.handed_over = 0
        try:
            self.connection = dial(settings.SMTP)
        except UnicodeError as error:  # what the standard library makes of "ä" in a password
            raise LineDown(_("SMTP_URL: Name und Passwort dürfen nur ASCII enthalten.")) from error
        except (smtplib.SMTPException, OSError) as error:
            raise LineDown(describe(error)) from error
        return self.connection

    def drop(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def hang_up(self) -> None:
        """Say goodbye, if anybody is listening."""
        if self.connection:
            try:
                self.connection.quit()
            except (smtplib.SMTPException, OSError):
                self.drop()
        self.connection = None


def announce(connection: smtplib.SMTP, sender: str) -> None:
    code, words = connection.docmd("MAIL", f"FROM:<{sender}>")
    if code >= 400:  # our sender, not this mail: the others would be refused as well
        raise LineDown(read_words(code, words))


def hand_over(connection: smtplib.SMTP, address: str, message: bytes) -> Outcome:
    code: int
    words: bytes | str
    code, words = connection.docmd("RCPT", f"TO:<{address}>")
    if code < 400:
        code, words = transmit(connection, message)
    if code < 400:
        return Outcome(Fate.SENT)
    if code == SERVICE_ENDS:
        raise LineDown(read_words(code, words), in_doubt=True)
    connection.rset()
    return Outcome(Fate.NEVER if code >= 500 else Fate.LATER, read_words(code, words))


def transmit(connection: smtplib.SMTP, message: bytes) -> tuple[int, bytes | str]:
    try:
        return connection.data(message)
    except smtplib.SMTPDataError as refusal:
        return refusal.smtp_code, refusal.smtp_error
