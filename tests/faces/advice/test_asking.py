"""A town asks for advice: what it checked goes along, and nobody reads in the case of others."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.features.advising.actions import erase_contact, open_case
from klimanetz.features.advising.models import Case, CaseEntry, EntryKind, Stage
from klimanetz.mail.models import Letter, Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.features.funding.test_inquiry import ended

ASK = "/kommune-ohne-klimaschutzmanagement/beratung/"
THANKS = f"{ASK}danke/"
CHECKED = "?kommune=160700029029&weg=gemeinsam&partner=160700004004&vorher=nein"
SAID = {
    "authority": "160700029029 Ilmenau",
    "wish": "Was kostet eine halbe Stelle?",
    "name": "Bela Beispiel",
    "office": "Bürgermeisterin",
    "email": "Bela@ilmenau.example",
    "phone": "03677 1234",
}


def send(client: Client, query: str = "", **changed: str) -> str:
    response = client.post(f"{ASK}{query}", SAID | changed, follow=True)
    return response.content.decode()


def mails_to(address: str) -> list[Mail]:
    return list(Mail.objects.filter(address__iexact=address).select_related("letter"))


def test_a_request_becomes_a_case_with_what_was_checked(
    client: Client, organiser: Person, ilmenau: Authority, arnstadt: Authority
) -> None:
    page = client.get(f"{ASK}{CHECKED}").content.decode()
    assert "Ihr Ergebnis für Ilmenau schicken wir mit" in page
    assert "Danke, wir melden uns" in send(client, CHECKED)
    case = Case.objects.get()
    assert (case.lead, case.owner, case.stage) == (ilmenau, None, Stage.CONTACT)
    assert list(case.others.all()) == [arnstadt]
    assert "kommune=160700029029" in case.check_query
    assert "Bela" not in case.check_query
    contact = case.contacts.get()
    assert (contact.name, contact.phone) == ("Bela Beispiel", "03677 1234")
    entry = case.entries.get()
    assert (entry.kind, entry.contact) == (EntryKind.REQUEST, contact)
    assert entry.text == "Was kostet eine halbe Stelle?"


def test_organisers_and_the_asker_are_told(
    client: Client, organiser: Person, ilmenau: Authority
) -> None:
    send(client)
    (told,) = mails_to(organiser.email)
    assert told.letter.subject == "Ilmenau bittet um Beratung"
    assert "03677 1234" in told.letter.text
    assert f"/verwaltung/beratung/{Case.objects.get().pk}/" in told.letter.text
    (receipt,) = mails_to("bela@ilmenau.example")
    assert "Wir melden uns in den nächsten Arbeitstagen" in " ".join(receipt.letter.text.split())
    assert "/beratung/" not in receipt.letter.text


def test_who_asks_again_adds_a_note_and_gets_no_way_into_the_case(
    client: Client, organiser: Person, ilmenau: Authority
) -> None:
    case = open_case(
        ilmenau, owner=organiser, contact=None, next_step="", next_on=None, actor=organiser
    )
    assert "Danke, wir melden uns" in send(client)
    assert Case.objects.get() == case
    assert not case.contacts.exists()
    entry = case.entries.get()
    text = entry.text
    assert entry.kind == EntryKind.REQUEST  # so that it is forgotten with the letters
    assert "Bela Beispiel, Bürgermeisterin" in text
    assert "Was kostet eine halbe Stelle?" in text
    assert len(mails_to(organiser.email)) == 1


def test_two_clicks_are_one_case_and_one_mail(
    client: Client, organiser: Person, ilmenau: Authority
) -> None:
    send(client)
    send(client)
    assert Case.objects.count() == 1
    assert len(mails_to(organiser.email)) == 1
    assert len(mails_to("bela@ilmenau.example")) == 1
    assert CaseEntry.objects.count() == 1


def test_whoever_corrects_their_number_is_heard(
    client: Client, organiser: Person, ilmenau: Authority
) -> None:
    send(client)
    send(client, phone="03677 4321")
    assert "03677 4321" in CaseEntry.objects.order_by("-pk")[0].text


def test_two_clicks_in_an_open_case_are_one_note_and_another_wish_is_another(
    client: Client, organiser: Person, ilmenau: Authority
) -> None:
    open_case(ilmenau, owner=organiser, contact=None, next_step="", next_on=None, actor=organiser)
    send(client)
    send(client)
    assert CaseEntry.objects.count() == 1
    send(client, wish="Wer hat das schon gemacht?")
    assert CaseEntry.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        send(client)
    assert CaseEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("email", "bela", "E-Mail"),
        ("name", "", "Bitte füllen Sie dieses Feld aus."),
        ("authority", "Nirgendwo", "Diesen Ort kennt das Verzeichnis nicht."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: Client, organiser: Person, ilmenau: Authority, field: str, text: str, sentence: str
) -> None:
    page = send(client, **{field: text})
    assert sentence in page
    assert "Was kostet eine halbe Stelle?" in page
    assert not Case.objects.exists()


def test_for_a_merged_town_its_successor_is_offered(
    client: Client, organiser: Person, ilmenau: Authority, arnstadt: Authority
) -> None:
    ended(arnstadt, ilmenau)
    page = send(client, authority="160700004004 Arnstadt")
    assert "Ist einer von diesen gemeint?" in page
    assert "160700029029 Ilmenau" in page
    assert "Was kostet eine halbe Stelle?" in page


def test_machines_are_thanked_and_forgotten(
    client: Client, organiser: Person, ilmenau: Authority
) -> None:
    assert "Danke, wir melden uns" in send(client, website="https://spam.example/")
    assert not Case.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.usefixtures("noon")
def test_nobody_floods_us(client: Client, organiser: Person, ilmenau: Authority) -> None:
    for number in range(10):
        send(client, email=f"bela{number}@ilmenau.example")
    page = send(client, email="bela11@ilmenau.example")
    assert "Das waren sehr viele Versuche." in page
    assert "Was kostet eine halbe Stelle?" in page


def test_a_mailbox_is_not_filled_by_strangers(
    client: Client, organiser: Person, ilmenau: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    for place in ("Ilmenau", "Arnstadt", "Erfurt", "Ilm-Kreis"):
        send(client, authority=place)
    assert len(mails_to("bela@ilmenau.example")) == 3
    assert Case.objects.count() == 4  # whoever asks for four towns is heard for four


@pytest.mark.parametrize(("path", "status"), [(ASK, 405), (THANKS, 405)])
def test_other_ways_of_asking_are_refused(
    client: Client, network: Network, path: str, status: int
) -> None:
    assert client.put(path).status_code == status
    assert client.get(path).status_code == 200


def test_whoever_asked_and_wants_to_be_forgotten_is_nowhere(
    client: Client, organiser: Person, ilmenau: Authority
) -> None:
    """Neither in the case nor in what was told of them to those who advise."""
    send(client)
    send(client, name="Bela B.", wish="Und im dritten Jahr?")
    erase_contact(Case.objects.get().contacts.get(), actor=organiser)
    kept = str([*CaseEntry.objects.values(), *Letter.objects.values(), *Mail.objects.values()])
    for word in ("halbe Stelle", "dritten Jahr", "bela@", "Bela@", "Beispiel", "03677"):
        assert word not in kept
