"""The link in the mail: sent, sent again, renewed, withdrawn."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import add_contact, change_contact
from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.following.actions import send_link, withdraw_link
from klimanetz.features.advising.models import Case, Contact, Stage
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance
from tests.features.meetings.reading import words


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def press(office: Client, contact: Contact, button: str) -> str:
    url = reverse(f"case_link_{button}", args=[contact.case_id, contact.pk])
    return office.post(url, follow=True).content.decode()


def link_in(mail: Mail) -> str:
    return str(mail.values["link"]).partition("//")[2].partition("/")[2]


def test_the_mail_says_what_it_is_and_where_we_stand(office: Client, mayor: Contact) -> None:
    assert "Der Link ist unterwegs zu bela@ilmenau.example." in press(office, mayor, "send")
    mail = Mail.objects.select_related("letter").get()
    assert mail.address == "bela@ilmenau.example"
    assert mail.letter.subject == "Ihr Weg zum Klimaschutzmanagement: so steht es"
    assert mail.values["greeting"] == "Guten Tag Bela Beispiel"
    text = " ".join(mail.letter.text.split())
    assert "Ilmenau" in text
    assert "Antworten müssen Sie nicht." in text
    assert "Kontakt aufgenommen" in text
    assert "Wir rufen Sie an und hören zu" in text
    assert "Olga Organisatorin hilft Ihnen gern" in text


def test_the_link_opens_the_page(office: Client, mayor: Contact) -> None:
    press(office, mayor, "send")
    response = Client().get("/" + link_in(Mail.objects.get()))
    assert "Ihr Weg zum Klimaschutzmanagement" in words(response)


def test_a_second_click_sends_no_second_mail(office: Client, mayor: Contact) -> None:
    press(office, mayor, "send")
    assert "Der Link ging eben erst hinaus." in press(office, mayor, "send")
    assert Mail.objects.count() == 1
    Contact.objects.update(link_sent_at=timezone.now() - timedelta(days=1))
    press(office, mayor, "send")
    assert Mail.objects.count() == 2


def test_a_renewed_link_replaces_the_old(office: Client, mayor: Contact) -> None:
    press(office, mayor, "send")
    old = "/" + link_in(Mail.objects.get())
    assert "Der alte Link öffnet nichts mehr" in press(office, mayor, "renew")
    new = "/" + link_in(Mail.objects.latest("pk"))
    assert [Client().get(url).status_code for url in (old, new)] == [404, 200]


def test_a_withdrawn_link_is_not_sent_again_by_asking(office: Client, mayor: Contact) -> None:
    press(office, mayor, "send")
    old = "/" + link_in(Mail.objects.get())
    assert "Der Link öffnet nichts mehr." in press(office, mayor, "withdraw")
    assert Client().get(old).status_code == 404
    Client().post(reverse("case_link_ask"), {"email": mayor.email})
    assert Mail.objects.count() == 1
    assert "Link zurückgezogen" in words(office.get(reverse("case_detail", args=[mayor.case_id])))


def test_whom_it_was_withdrawn_from_can_be_given_a_new_one(office: Client, mayor: Contact) -> None:
    withdraw_link(mayor, actor="test")
    press(office, mayor, "send")
    mayor.refresh_from_db()
    assert mayor.link_withdrawn_at is None
    assert Client().get(reverse("case_following", args=[mayor.key])).status_code == 200


def test_who_asks_learns_nothing_of_an_address(mayor: Contact) -> None:
    """Known and unknown are answered alike; only to the known one a mail goes out."""
    Contact.objects.update(link_sent_at=timezone.now() - timedelta(days=9))
    answers = [
        words(Client().post(reverse("case_link_ask"), {"email": email}, follow=True))
        for email in ("niemand@x.example", "BELA@ilmenau.example")
    ]
    assert answers[0] == answers[1]
    assert "Schauen Sie in Ihr Postfach" in answers[0]
    assert Mail.objects.get().address == mayor.email


def test_who_began_a_case_by_the_public_form_does_not_get_in_by_asking(mayor: Contact) -> None:
    """Anyone may say to be the mayor; an adviser gives the link first."""
    Client().post(reverse("case_link_ask"), {"email": mayor.email})
    assert not Mail.objects.exists()


def test_a_wrong_address_is_asked_back(client: Client, db: None) -> None:
    response = client.post(reverse("case_link_ask"), {"email": "kein"})
    assert response.status_code == 200
    assert "Bitte prüfen Sie die Adresse" in words(response)


def test_who_asks_very_often_has_to_wait(mayor: Contact) -> None:
    answers = [
        Client().post(reverse("case_link_ask"), {"email": f"nr{number}@x.example"}).status_code
        for number in range(9)
    ]
    assert answers == [302] * 8 + [409]


def test_another_address_takes_another_key(case: Case, mayor: Contact, organiser: Person) -> None:
    moved = change_contact(
        mayor, ContactFacts("Bela Beispiel", email="neu@ilmenau.example"), actor=organiser
    )
    assert moved.key != mayor.key
    same = change_contact(
        moved, ContactFacts("Bela B.", email="neu@ilmenau.example"), actor=organiser
    )
    assert same.key == moved.key


def test_nobody_without_address_is_sent_a_link(case: Case, organiser: Person) -> None:
    contact = add_contact(case, ContactFacts("Nur Telefon", phone="1"), actor=organiser)
    with pytest.raises(Refused, match="keine E-Mail-Adresse"):
        send_link(contact, actor=organiser)


def test_a_case_long_closed_sends_no_link(
    case: Case, mayor: Contact, organiser: Person, advance: Advance
) -> None:
    advance(case, Stage.DROPPED)
    Case.objects.update(closed_at=timezone.now() - timedelta(days=400))
    with pytest.raises(Refused, match="seit Längerem abgeschlossen"):
        send_link(mayor, actor=organiser)


def test_what_was_done_is_written_down(office: Client, mayor: Contact) -> None:
    for button in ("send", "renew", "withdraw"):
        press(office, mayor, button)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs >= {"send_case_link", "renew_case_link", "withdraw_case_link"}


@pytest.mark.parametrize("button", ["send", "renew", "withdraw"])
def test_the_buttons_are_the_organisers(
    mayor: Contact, manager: Person, office: Client, sign_in: SignIn, button: str
) -> None:
    url = reverse(f"case_link_{button}", args=[mayor.case_id, mayor.pk])
    assert sign_in(manager).post(url).status_code == 403
    assert office.get(url).status_code == 405
    lost = reverse(f"case_link_{button}", args=[mayor.case_id, mayor.pk + 1])
    assert office.post(lost).status_code == 404
