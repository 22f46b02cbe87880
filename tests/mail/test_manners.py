"""How often people hear from us: as they wish, and of one thing not more than once an hour."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import Network
from klimanetz.mail.digest import send_digests
from klimanetz.mail.keys import write_key
from klimanetz.mail.letters import write_letter
from klimanetz.mail.manners import drop_waiting
from klimanetz.mail.message import Message, Sender
from klimanetz.mail.models import Letter, Mail, MailState, MailWish, Manner, Pace
from klimanetz.mail.outbox import post
from klimanetz.mail.preview import preview_mail
from klimanetz.mail.recipient import Recipient
from klimanetz.people.models import Person
from tests.conftest import SignIn

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2027, 2, 1, 12, tzinfo=BERLIN)
ADDRESS = "ada@gast.example"
ABOUT = "meetings.meeting:7"


@pytest.fixture(autouse=True)
def clock(network: Network) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def send(manner: Manner, *, about: str = ABOUT, address: str = ADDRESS, key: str = "") -> None:
    letter = write_letter(
        "mail/digest.html",  # any letter will do
        purpose="test.letter",
        language="de",
        context={"pieces": [{"subject": f"Neues {manner}", "text": "Der Saal ist größer."}]},
        about=about,
        manner=manner,
    )
    values = {"greeting": "Guten Tag Ada", "language": "de"}
    post(letter, [Recipient(address, "Ada", values, key or None)])


def due() -> list[datetime]:
    return [mail.due_at.astimezone(BERLIN) for mail in Mail.objects.order_by("pk")]


def wish(pace: Pace) -> None:
    MailWish.objects.create(address=ADDRESS, pace=pace)


def page() -> str:
    return f"/mails/{write_key(ADDRESS)}/"


def is_chosen(page: str, pace: str) -> bool:
    return re.search(rf'value="{pace}"[^>]*checked', page) is not None


def header(mail: Mail, name: str) -> str:
    written = Message(mail.letter, Sender.of(Network.objects.current())).make_out(mail)
    head = written.partition(b"\r\n\r\n")[0].decode().replace("\r\n ", " ")
    return next((line for line in head.splitlines() if line.startswith(f"{name}:")), "")


def test_a_second_mail_about_one_thing_waits_an_hour() -> None:
    send(Manner.PACED)
    send(Manner.NEWS)
    send(Manner.NEWS)
    assert due() == [NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=2)]


def test_an_hour_later_it_goes_at_once(clock: time_machine.Traveller) -> None:
    send(Manner.PACED)
    Mail.objects.update(state=MailState.SENT, sent_at=NOON)
    clock.move_to(NOON + timedelta(minutes=61))
    send(Manner.NEWS)
    assert due()[-1] == NOON + timedelta(minutes=61)


def test_other_things_and_other_people_do_not_wait() -> None:
    send(Manner.PACED)
    send(Manner.NEWS, about="meetings.meeting:8")
    send(Manner.NEWS, address="ben@gast.example")
    assert due() == [NOON] * 3


def test_an_answer_to_what_somebody_did_goes_at_once() -> None:
    send(Manner.PACED)
    send(Manner.PROMPT)
    assert due() == [NOON, NOON]


def test_the_case_of_an_address_does_not_matter() -> None:
    send(Manner.PACED)
    send(Manner.NEWS, address="ADA@gast.example")
    assert due()[-1] == NOON + timedelta(hours=1)


def test_what_waits_is_forgotten_when_the_thing_is_called_off() -> None:
    send(Manner.PACED)
    send(Manner.NEWS)
    drop_waiting(ABOUT)
    assert Mail.objects.get().due_at == NOON
    assert Letter.objects.count() == 1


def test_who_wants_invitations_only_gets_no_news() -> None:
    wish(Pace.ASKED_ONLY)
    send(Manner.NEWS)
    assert not Letter.objects.exists()
    send(Manner.PACED)
    send(Manner.PROMPT)
    assert Mail.objects.count() == 2


def test_who_wants_one_mail_a_day_gets_the_news_in_one(clock: time_machine.Traveller) -> None:
    wish(Pace.DAILY)
    send(Manner.NEWS)
    send(Manner.NEWS, about="meetings.meeting:8")
    assert {mail.state for mail in Mail.objects.all()} == {MailState.DAILY}
    assert send_digests() == 0
    clock.move_to(datetime(2027, 2, 2, 7, 1, tzinfo=BERLIN))
    assert send_digests() == 1
    assert send_digests() == 0
    mail = Mail.objects.latest("pk")
    shown = preview_mail(mail)
    assert shown.subject == "Klimanetz Thüringen: 2 Neuigkeiten"
    assert shown.text.count("Der Saal ist größer.") == 2
    assert "Guten Tag Ada," in shown.text
    assert "weil Sie es so gewählt haben" in " ".join(shown.text.split())
    assert Mail.objects.filter(state=MailState.WAITING).get() == mail


def test_early_in_the_morning_it_comes_the_same_day(clock: time_machine.Traveller) -> None:
    wish(Pace.DAILY)
    clock.move_to(datetime(2027, 2, 1, 5, tzinfo=BERLIN))
    send(Manner.NEWS)
    assert due() == [datetime(2027, 2, 1, 7, tzinfo=BERLIN)]


def test_every_mail_leads_to_the_page_where_one_sets_it(client: Client) -> None:
    send(Manner.PROMPT)
    shown = preview_mail(Mail.objects.get())
    for part in (shown.text, shown.html):
        assert f"http://127.0.0.1:8000{page()}" in part.replace("\n", "")
    said = client.get(page()).content.decode()
    assert ADDRESS in said
    assert is_chosen(said, "at_once")


def test_a_code_to_sign_in_does_not() -> None:
    letter = write_letter(
        "people/mail/login_code.html",
        purpose="people.login_code",
        language="de",
        context={"minutes": 5},
        confidential=True,
    )
    assert "settings_url" not in letter.text + letter.html


def test_one_chooses_without_signing_in(client: Client) -> None:
    said = client.post(page(), {"pace": "daily"}, follow=True).content.decode()
    assert "Gespeichert." in said
    assert is_chosen(said, "daily")
    assert MailWish.objects.get().pace == Pace.DAILY


def test_a_choice_that_is_none_changes_nothing(client: Client) -> None:
    client.post(page(), {"pace": "stündlich"})
    assert not MailWish.objects.exists()


def test_mail_programs_unsubscribe_in_one_click(client: Client) -> None:
    send(Manner.NEWS)
    mail = Mail.objects.get()
    url = f"http://127.0.0.1:8000{page()}abbestellen/"
    assert header(mail, "List-Unsubscribe") == f"List-Unsubscribe: <{url}>"
    assert header(mail, "List-Unsubscribe-Post").endswith("List-Unsubscribe=One-Click")
    path = url.removeprefix("http://127.0.0.1:8000")
    assert client.get(path).headers["Location"] == page()
    assert not MailWish.objects.exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert MailWish.objects.get().pace == Pace.ASKED_ONLY


def test_what_everyone_needs_cannot_be_unsubscribed() -> None:
    send(Manner.PACED)
    assert not header(Mail.objects.get(), "List-Unsubscribe")


@pytest.mark.parametrize("key", ["irgendwas", "a:b:c"])
def test_a_key_that_is_not_ours_opens_nothing(client: Client, key: str) -> None:
    response = client.get(f"/mails/{key}/")
    assert response.status_code == 404
    assert "Dieser Link ist nicht vollständig" in response.content.decode()
    assert client.post(f"/mails/{key}/", {"pace": "daily"}).status_code == 404
    client.post(f"/mails/{key}/abbestellen/")
    assert not MailWish.objects.exists()


def test_who_is_signed_in_finds_it_on_their_page(manager: Person, sign_in: SignIn) -> None:
    mine = sign_in(manager)
    assert "/ich/mails/" in mine.get("/ich/").content.decode()
    assert manager.email in mine.get("/ich/mails/", follow=True).content.decode()


def test_a_held_letter_is_not_in_the_mail_of_the_day_unseen(clock: time_machine.Traveller) -> None:
    wish(Pace.DAILY)
    send(Manner.NEWS)
    Letter.objects.update(held=True)
    clock.move_to(NOON + timedelta(days=1))
    assert send_digests() == 0
    Letter.objects.update(held=False)
    assert send_digests() == 1


def test_the_wish_is_handed_over_and_erased(manager: Person) -> None:
    MailWish.objects.create(address=manager.email, pace=Pace.DAILY)
    (custody,) = (it for it in registered_custodies() if str(it.label).startswith("Wie oft"))
    assert "Einmal am Tag" in str(list(custody.collect(manager)))
    assert custody.erase(manager) == 1


def post_confidential(manner: Manner) -> Mail:
    letter = write_letter(
        "mail/digest.html", purpose="test.secret", language="de", confidential=True,
        context={"pieces": [{"subject": "Nur für Sie", "text": "Wie war es?"}]}, manner=manner,
    )  # fmt: skip
    post(letter, [Recipient(ADDRESS, "Ada", {"greeting": "Guten Tag Ada"})])
    return Mail.objects.select_related("letter").get(letter__purpose="test.secret")


def test_what_is_confidential_comes_in_the_morning_by_itself(
    clock: time_machine.Traveller,
) -> None:
    """In the mail of the day its values would be hidden, or kept where they must not be."""
    wish(Pace.DAILY)
    mail = post_confidential(Manner.NEWS)
    morning = NOON.replace(day=2, hour=7)
    assert (mail.state, mail.due_at.astimezone(BERLIN)) == (MailState.WAITING, morning)
    clock.move_to(morning)
    assert send_digests() == 0


def post_code() -> None:
    letter = write_letter(
        "mail/digest.html", purpose="test.code", language="de", confidential=True,
        context={"pieces": [{"subject": "Ihr Code", "text": "123456"}]},
    )  # fmt: skip
    post(letter, [Recipient(ADDRESS, "Ada", {"greeting": "Guten Tag Ada"})])


def test_confidential_news_can_be_declined_and_a_code_cannot() -> None:
    wish(Pace.ASKED_ONLY)
    post_code()
    assert Mail.objects.count() == 1
    MailWish.objects.all().delete()
    mail = post_confidential(Manner.NEWS)
    assert header(mail, "List-Unsubscribe")
    assert "Wie oft Sie Mails von uns bekommen" in preview_mail(mail, reveal=True).text
    code = Mail.objects.select_related("letter").get(letter__purpose="test.code")
    assert not header(code, "List-Unsubscribe")
    assert "Wie oft Sie Mails" not in preview_mail(code, reveal=True).text
