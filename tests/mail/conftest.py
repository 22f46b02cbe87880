"""Letters to send, and a real mail server that takes or refuses them."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Letter, Mail
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from tests.mail.dovecot import Dovecot
from tests.mail.sink import Sink

BODY = """
<p>Guten Tag {{ personal.name }},</p>
<p>bitte antworten Sie bis <strong>3. März</strong>.</p>
<p><a class="button" href="{{ personal.answer_url }}?antwort=online">Ich nehme online teil</a></p>
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Klimanetz//DE
METHOD:REQUEST
BEGIN:VEVENT
UID:treffen-7@agentur.example
DTSTAMP:20270101T000000Z
DTSTART:20270317T090000Z
DTEND:20270317T130000Z
SUMMARY:Netzwerktreffen\\, Frühjahr
LOCATION:Ilmenau
DESCRIPTION:Antworten: ${answer_url}
ORGANIZER;CN="Klimanetz Thüringen":mailto:netzwerk@agentur.example
ATTENDEE;CN="${name}";RSVP=TRUE:mailto:${address}
END:VEVENT
END:VCALENDAR
"""

#: For `@given`: the machine may be busy, and 50 strange names tell what 100 tell.
unhurried = hypothesis.settings(deadline=None, max_examples=50)

type Draw = Callable[..., Letter]
type PostTo = Callable[..., Letter]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Certificate and key for localhost, signed by nobody but itself."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    place = tmp_path_factory.mktemp("tls")
    paths = place / "cert.pem", place / "key.pem"
    options = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    subject = ["-addext", "subjectAltName=DNS:localhost"]
    files = ["-out", str(paths[0]), "-keyout", str(paths[1])]
    subprocess.run([openssl, *options.split(), *subject, *files], check=True, capture_output=True)
    return paths


@pytest.fixture
def draw(network: Network, settings: Settings, tmp_path: Path) -> Draw:
    """An unsaved letter from the body of a template."""
    numbers = count(1)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], tmp_path]}]

    def drawn(
        body: str = BODY,
        *,
        subject: str = "Einladung",
        blocks: str = "",
        context: dict[str, object] | None = None,
        language: str = "de",
        calendar: str = "",
        confidential: bool = False,
    ) -> Letter:
        template = f"letter-{next(numbers)}.html"
        (tmp_path / template).write_text(
            '{% extends "mail/letter.html" %}'
            f"{{% block subject %}}{subject}{{% endblock %}}{blocks}"
            f"{{% block body %}}{body}{{% endblock %}}"
        )
        return write_letter(
            template,
            purpose="tests.letter",
            language=language,
            context=context or {},
            calendar=calendar,
            calendar_method="REQUEST" if calendar else "",
            confidential=confidential,
        )

    return drawn


def recipient(number: int = 1, **fields: object) -> Recipient:
    values: dict[str, object] = {
        "address": f"mika{number}@kommune.example",
        "name": f"Mika Managerin {number}",
        "values": {"answer_url": f"https://klima.example/a/{number}"},
    }
    return Recipient(**(values | fields))  # type: ignore[arg-type]


@pytest.fixture
def post_to(draw: Draw) -> PostTo:
    """A letter posted to so many people, or to these recipients."""

    def posted(to: int | list[Recipient] = 1, **letter: object) -> Letter:
        recipients = [recipient(n + 1) for n in range(to)] if isinstance(to, int) else to
        written = draw(**letter)
        post(written, recipients)
        return written

    return posted


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A mail server of our own, entered in the settings."""
    with Sink() as server:
        settings.SMTP = settings.SMTP | {"host": "127.0.0.1", "port": server.port}
        yield server


@pytest.fixture(scope="session")
def dovecot(certificate: tuple[Path, Path]) -> Iterator[Dovecot]:
    """An IMAP server of our own."""
    with Dovecot(certificate) as server:
        yield server


def states(letter: Letter | None = None) -> dict[str, str]:
    """What became of each mail, by address."""
    mails = Mail.objects.filter(letter=letter) if letter else Mail.objects.all()
    return dict(mails.order_by("pk").values_list("address", "state"))
