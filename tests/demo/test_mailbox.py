"""The mailbox of the demo: everybody's post, as it would have arrived; nowhere else."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.mail.delivery import Postman
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Letter, Mail
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient

MAILBOX = "/demo/post/"
ENTRY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Klimanetz//DE
METHOD:REQUEST
BEGIN:VEVENT
UID:treffen-7@agentur.example
DTSTAMP:20270101T000000Z
DTSTART:20270317T090000Z
DTEND:20270317T130000Z
SUMMARY:Netzwerktreffen\\, Frühjahr
LOCATION:Rathaus Ilmenau
ATTENDEE;CN="${name}";RSVP=TRUE:mailto:${address}
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def _demo(settings: Settings, network: Network) -> None:
    settings.DEMO = True


def write(
    *to: str, arrive: bool = True, code: str = "", calendar: str = "", method: str = "REQUEST"
) -> Letter:
    """A letter to these people, carried to the mailbox by the worker."""
    letter = write_letter(
        "people/mail/login_code.html",
        purpose="test",
        language="de",
        context={"minutes": 15},
        calendar=calendar.replace("REQUEST", method),
        calendar_method=method if calendar else "",
        confidential=bool(code),
    )
    post(
        letter,
        [Recipient(f"{name.lower()}@kommune.example", name, {"code": code}) for name in to],
    )
    if arrive:
        Postman("test").deliver()
    return letter


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).split())


def mail_page(letter: Letter, part: str = "") -> str:
    mail = letter.mails.order_by("pk").first()
    assert mail
    return f"{MAILBOX}{mail.pk}/{part}"


def test_a_real_installation_has_no_such_pages(client: Client, settings: Settings) -> None:
    letter = write("Mika", calendar=ENTRY)
    settings.DEMO = False
    for address in (MAILBOX, *(mail_page(letter, part) for part in ("", "inhalt/", "termin.ics"))):
        assert client.get(address).status_code == 404


def test_pages_are_only_read(client: Client) -> None:
    letter = write("Mika", calendar=ENTRY)
    for address in (MAILBOX, *(mail_page(letter, part) for part in ("", "inhalt/", "termin.ics"))):
        assert client.post(address).status_code == 405


def test_before_the_first_mail(client: Client) -> None:
    assert "Noch ist keine Mail da." in read(client, MAILBOX)


def test_what_arrived_stands_there_the_newest_first(client: Client) -> None:
    write("Mika")
    Mail.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    write("Nele", "Olga")
    text = read(client, MAILBOX)
    assert "3 Mails, die neueste zuerst" in text
    assert max(text.index(" Nele "), text.index(" Olga ")) < text.index(" Mika ")


def test_what_is_on_its_way_is_announced_and_what_is_held_is_not(client: Client) -> None:
    write("Mika", arrive=False)
    held = write("Nele", arrive=False)
    Letter.objects.filter(pk=held.pk).update(held=True)
    text = read(client, MAILBOX)
    assert "Eine Mail ist noch unterwegs." in text
    assert client.get(mail_page(held)).status_code == 404


def test_the_post_of_one_person(client: Client) -> None:
    write("Mika", "Nele")
    html = client.get(MAILBOX).content.decode()
    assert 'href="?suche=nele%40kommune.example"' in html
    text = read(client, f"{MAILBOX}?suche=nele@kommune.example")
    assert "Eine Mail" in text
    assert "Mika" not in text
    assert "Dazu ist keine Mail angekommen." in read(client, f"{MAILBOX}?suche=Zoe")
    assert "Code zum Anmelden" in read(client, f"{MAILBOX}?suche=anmelden")


def test_a_mail_with_its_entry_and_its_text(client: Client) -> None:
    letter = write("Mika", code="12345678", calendar=ENTRY)
    response = client.get(mail_page(letter))
    assert f'src="{mail_page(letter, "inhalt/")}"' in response.content.decode()
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    text = read(client, mail_page(letter))
    assert "Mika <mika@kommune.example>" in text
    assert "12345678" in text
    assert "Das trägt das Kalenderprogramm ein" in text
    assert "Netzwerktreffen, Frühjahr" in text
    assert re.search("17. März 2027,? 10:00 – 14:00", text)
    assert "Rathaus Ilmenau" in text


def test_the_mail_as_it_looks(client: Client) -> None:
    response = client.get(mail_page(write("Mika", code="12345678"), "inhalt/"))
    assert "12345678" in response.content.decode()
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_an_entry_that_is_taken_back(client: Client) -> None:
    letter = write("Mika", calendar=ENTRY, method="CANCEL")
    assert "Das Kalenderprogramm streicht den Termin" in read(client, mail_page(letter))


def test_the_entry_as_a_file_that_calendars_read(client: Client) -> None:
    response = client.get(mail_page(write("Mika", calendar=ENTRY), "termin.ics"))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "invite.ics" in response.headers["Content-Disposition"]
    assert b"\r\r" not in response.content
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:mika@kommune.example"


def test_a_mail_without_entry(client: Client) -> None:
    letter = write("Mika")
    assert "Kalenderprogramm" not in read(client, mail_page(letter))
    assert client.get(mail_page(letter, "termin.ics")).status_code == 404


def test_a_mail_that_is_not_there(client: Client) -> None:
    for part in ("", "inhalt/", "termin.ics"):
        assert client.get(f"{MAILBOX}999/{part}").status_code == 404


def test_many_mails_have_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klimanetz.demo.mailbox.MAILS_PER_PAGE", 2)
    write("Mika", "Nele", "Olga")
    assert "Seite 2 von 2" in read(client, f"{MAILBOX}?seite=2")


@pytest.mark.parametrize("mails", [1, 3])
def test_the_queries_of_the_mailbox(
    client: Client,
    mails: int,
    django_assert_num_queries: Callable[..., pytest.FixtureRequest],
) -> None:
    for number in range(mails):
        write(f"Mika{number}")
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        client.get(MAILBOX)
