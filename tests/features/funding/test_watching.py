"""Leaving an address after a check, confirming it, being told, and asking for it no more."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from klimanetz.core.models import AuditEntry, Network
from klimanetz.features.funding.custody import collect, erase
from klimanetz.features.funding.jobs import forget_watchers
from klimanetz.features.funding.models import Watcher
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.roster.joining.pace import stamp
from tests.features.funding.conftest import read
from tests.features.funding.rows_made import days_ago

pytestmark = pytest.mark.django_db
FORM = "/foerderung/bescheid-sagen/"
QUERY = "kommune=160700029029&finanzschwach=ja"


@pytest.fixture(autouse=True)
def house(network: Network) -> None:
    """Every page has the network in its head."""


def fill(**fields: str) -> dict[str, str]:
    minute_ago = timezone.now().timestamp() - 60
    typed = {"email": "Berta@ilmenau.example", "query": QUERY, "begun": stamp(minute_ago)}
    return typed | fields


def link_in(mail: Mail) -> str:
    return re.sub(r"^https?://[^/]+", "", mail.values["link"])


def ask(client: Client, **fields: str) -> Mail:
    response = client.post(FORM, fill(**fields))
    assert (response.status_code, response["Location"]) == (302, f"{FORM}gesendet/")
    return Mail.objects.select_related("letter").latest("pk")


def test_asking_confirming_and_asking_no_more(client: Client) -> None:
    mail = ask(client)
    assert mail.address == "berta@ilmenau.example"
    assert mail.letter.subject == "Bitte bestätigen: Bescheid bei geänderter Förderung"
    assert mail.letter.confidential
    assert "In unserer Mail" not in read(client, f"{FORM}gesendet/")
    watcher = Watcher.objects.get()
    assert (watcher.query, watcher.confirmed_at) == (QUERY, None)
    link = link_in(mail)
    page = read(client, link)
    assert "Sollen wir an berta@ilmenau.example schreiben" in page
    assert Watcher.objects.confirmed().count() == 0
    for _twice in range(2):
        assert client.post(f"{link}bestaetigen/")["Location"] == link
    assert Watcher.objects.confirmed().count() == 1
    assert AuditEntry.objects.filter(verb="watch_rules").count() == 1
    assert "Wir geben Ihnen Bescheid" in read(client, link)
    for _twice in range(2):
        page = client.post(f"{link}beenden/").content.decode()
        assert "Sie bekommen keinen Bescheid mehr" in page
    assert not Watcher.objects.exists()
    assert "Diesen Link kennen wir nicht" in read(client, link, 404)
    assert client.post(f"{link}bestaetigen/").status_code == 404


def test_a_link_opened_by_a_scanner_does_nothing(client: Client) -> None:
    link = link_in(ask(client))
    assert client.get(f"{link}bestaetigen/").status_code == 405
    assert client.get(f"{link}beenden/").status_code == 405
    assert client.get(link)["X-Robots-Tag"] == "noindex"
    assert Watcher.objects.get().confirmed_at is None


def test_the_form_stands_alone_and_on_the_pages_of_others(client: Client) -> None:
    page = read(client, FORM)
    assert "was bisher galt, was jetzt gilt" in page
    fragment = render_to_string("funding/_watch.html", {"query": "a=b&c=ü"})
    assert 'value="a=b&amp;c=ü"' in fragment
    assert f'action="{FORM}"' in fragment
    assert "csrfmiddlewaretoken" not in fragment


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": "berta"}, "Bitte prüfen Sie die Adresse"),
        ({"email": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"begun": ""}, "Das ging sehr schnell."),
        ({"query": "x" * 1901}, "Bitte öffnen Sie Ihr Ergebnis neu"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, fields: dict[str, str], said: str
) -> None:
    page = client.post(FORM, fill(**fields)).content.decode()
    assert said in page
    assert (fields.get("email") or "Berta@ilmenau.example") in page or not fields.get("email", "x")
    assert not Watcher.objects.exists()


def test_a_machine_is_thanked_and_nothing_is_kept(client: Client) -> None:
    assert client.post(FORM, fill(website="http://spam"))["Location"] == f"{FORM}gesendet/"
    assert not Watcher.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.usefixtures("noon")
def test_one_address_is_not_flooded(client: Client) -> None:
    for _again in range(5):
        ask(client)
    assert Mail.objects.count() == 3
    assert Watcher.objects.count() == 1


@pytest.mark.usefixtures("noon")
def test_who_writes_too_often_is_asked_to_wait(client: Client) -> None:
    for number in range(20):
        ask(client, email=f"a{number}@x.example")
    page = client.post(FORM, fill()).content.decode()
    assert "Bitte warten Sie einige Minuten." in page


def test_two_checks_of_one_person_are_two(client: Client) -> None:
    ask(client)
    ask(client, query="kommune=160700004004")
    ask(client, query="")
    assert Watcher.objects.count() == 3


def test_who_watches_already_is_not_asked_for_a_confirmation_again(client: Client) -> None:
    link = link_in(ask(client))
    client.post(f"{link}bestaetigen/")
    seen = Watcher.objects.get().seen_at
    ask(client)
    again = Watcher.objects.get()
    assert again.confirmed_at is not None
    assert again.seen_at == seen


def test_addresses_are_forgotten_by_themselves(db: None) -> None:
    make = Watcher.objects.create
    make(email="nie@x.example", created_at=days_ago(8))
    make(email="frisch@x.example", created_at=days_ago(6))
    make(email="alt@x.example", created_at=days_ago(900), confirmed_at=days_ago(731))
    make(email="wieder@x.example", created_at=days_ago(900), confirmed_at=days_ago(729))
    assert forget_watchers() == 2
    assert forget_watchers() == 0
    left = set(Watcher.objects.values_list("email", flat=True))
    assert left == {"frisch@x.example", "wieder@x.example"}


def test_confirming_again_is_good_for_two_more_years(client: Client) -> None:
    watcher = Watcher.objects.create(email="b@x.example", confirmed_at=days_ago(700))
    client.post(f"{watcher.get_absolute_url()}bestaetigen/")
    watcher.refresh_from_db()
    assert watcher.confirmed_at is not None
    assert timezone.now() - watcher.confirmed_at < timedelta(minutes=1)


def test_what_is_kept_is_handed_over_and_erased(manager: Person) -> None:
    Watcher.objects.create(email=manager.email.lower(), query=QUERY)
    Watcher.objects.create(email="jemand@anderes.example", query=QUERY)
    (kept,) = collect(manager)
    assert kept["Angaben im Check"] == QUERY
    assert erase(manager) == 1
    assert erase(manager) == 0
    assert not list(collect(manager))
    assert Watcher.objects.get().email == "jemand@anderes.example"


def test_an_address_that_grows_too_long_when_it_is_written_is_refused(client: Client) -> None:
    """A column takes no more than its length; that is said, not found out by the database."""
    page = client.post(FORM, fill(query="kommune=" + "ü" * 700)).content.decode()
    assert "Bitte öffnen Sie Ihr Ergebnis neu" in page
    assert "Berta@ilmenau.example" in page
    assert not Watcher.objects.exists()
