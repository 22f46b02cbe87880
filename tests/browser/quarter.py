"""An installation that lives through months, with a real mail server and mailbox of its own.

Each stay serves the same data at a later day; between two stays nothing runs, as after a power cut.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.features.meetings.replies.shapes import Answering
from tests.harness.running import Running, serving
from tests.mail.dovecot import PASSWORD, Dovecot
from tests.mail.sink import Sink

LATER = Path(__file__).parents[1] / "harness" / "later"
USER = "netzwerk"
PATIENCE = 60.0
LINK = re.compile(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass
class Quarter:
    data: Path
    port: int
    sink: Sink
    dovecot: Dovecot
    read: int = field(default=0)

    @contextmanager
    def stay(self, moment: datetime | None = None) -> Iterator[Running]:
        """Served as if it were `moment`."""
        now = datetime.now().astimezone()
        later = (moment - now) if moment else timedelta()
        environ = {
            "DEMO": "1",
            "SMTP_URL": f"smtp://127.0.0.1:{self.sink.port}",
            "IMAP_URL": f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.dovecot.port}/INBOX",
            "PYTHONPATH": str(LATER),
            "DAYS_LATER": str(later / timedelta(days=1)),
        }
        with serving(self.data, environ, port=self.port) as running:
            yield running

    def mail(self, address: str, subject: str) -> EmailMessage:
        """The newest mail of that kind to somebody, as soon as it has come."""
        end = time.monotonic() + PATIENCE
        while True:
            found = [one for one in self.mails(address) if subject in str(one["Subject"])]
            if found:
                return found[-1]
            subjects = [str(one["Subject"]) for one in self.mails(address)]
            assert time.monotonic() < end, f"{address}: no “{subject}” among {subjects}"
            time.sleep(0.2)

    def mails(self, address: str) -> list[EmailMessage]:
        taken = list(self.sink.taken)  # more may come meanwhile
        return [message_from_bytes(it, policy=default) for to, it in taken if to == address]

    def answer_by_calendar(self, mail: EmailMessage, address: str, **fields: Any) -> Answering:  # noqa: ANN401
        """What a calendar program knows of the entry in that mail."""
        event: Any = read_entry(mail)
        return Answering(
            uid=str(event["UID"]),
            sequence=int(event["SEQUENCE"]),
            organiser=str(event["ORGANIZER"]),
            address=address,
            name=str(event["ATTENDEE"].params.get("CN", "")),
            starts_at=event.start,
            ends_at=event.end,
            original=str(mail["Message-ID"]),
            **fields,
        )

    def deliver(self, content: bytes) -> None:
        """Into the mailbox of the network, as a mail server does."""
        client = self.dovecot.sign_in(USER)
        client.append("INBOX", "", None, content)
        client.logout()


def read_entry(mail: EmailMessage) -> object:
    (part,) = [it for it in mail.walk() if it.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
    return event


def link_in(mail: EmailMessage, words: str) -> str:
    """Where the link or button with these words leads."""
    html = mail.get_body(("html",))
    assert html is not None
    for target, inside in re.findall(
        r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', html.get_content(), re.DOTALL
    ):
        if words in " ".join(re.sub(r"<[^>]+>", " ", inside).split()):
            return unescape(target)
    raise AssertionError(f"“{mail['Subject']}” has no link “{words}”")


def text_of(mail: EmailMessage) -> str:
    plain = mail.get_body(("plain",))
    assert plain is not None
    return " ".join(plain.get_content().split())
