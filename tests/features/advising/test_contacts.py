"""Contact persons: without an account, changed and forgotten by one page each."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.features.advising.actions import (
    add_contact,
    add_entry,
    change_contact,
    open_case,
    remove_contact,
)
from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.following.actions import send_link
from klimanetz.features.advising.models import Case, Contact, EntryKind
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.meetings.reading import words


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def said(**more: object) -> dict[str, Any]:
    return {"name": "Kim Kämmerer", "office": "Kämmerei", "email": "kim@ilmenau.example"} | more


def test_somebody_joins_the_case(office: Client, case: Case) -> None:
    response = office.post(reverse("case_contact_add", args=[case.pk]), said(), follow=True)
    assert "Kim Kämmerer" in words(response)
    assert case.contacts.count() == 2


def test_the_same_address_is_not_taken_twice(office: Client, case: Case, mayor: Contact) -> None:
    url = reverse("case_contact_add", args=[case.pk])
    response = office.post(url, said(email="BELA@ilmenau.example"))
    assert "Diese Adresse hat in diesem Fall schon jemand." in words(response)
    assert "Kim Kämmerer" in response.content.decode()


def test_several_without_an_address_are_fine(case: Case, organiser: Person) -> None:
    for name in ("A", "B"):
        add_contact(case, ContactFacts(name), actor=organiser)
    assert case.contacts.filter(email="").count() == 2


def test_what_changed_is_kept(office: Client, case: Case, mayor: Contact) -> None:
    url = reverse("case_contact_change", args=[case.pk, mayor.pk])
    assert 'value="Bela Beispiel"' in office.get(url).content.decode()
    office.post(url, said(name="Bela Beispiel-Muster", email=mayor.email))
    mayor.refresh_from_db()
    assert mayor.name == "Bela Beispiel-Muster"


def test_an_address_of_somebody_else_is_refused(
    office: Client, case: Case, mayor: Contact, organiser: Person
) -> None:
    other = add_contact(case, ContactFacts("Kim", email="kim@x.example"), actor=organiser)
    url = reverse("case_contact_change", args=[case.pk, other.pk])
    response = office.post(url, said(email=mayor.email))
    assert "hat in diesem Fall schon jemand" in words(response)


def test_somebody_leaves_and_the_case_stays(
    office: Client, case: Case, mayor: Contact, organiser: Person
) -> None:
    """Their mails stay readable where nobody asked for more."""
    add_entry(case, EntryKind.MAIL_IN, "Wir wollen das.", contact=mayor, actor=organiser)
    url = reverse("case_contact_remove", args=[case.pk, mayor.pk])
    assert "Bela Beispiel löschen" in words(office.get(url))
    text = words(office.get(url))
    assert "1 E-Mail oder Anfrage bleibt im Verlauf, mit Namen und Adresse der Person," in text
    assert "bis der Fall 3 Jahre abgeschlossen ist." in text
    office.post(url, {"how": "list"})
    assert not case.contacts.exists()
    assert case.entries.filter(text="Wir wollen das.").exists()


def test_who_wishes_to_be_forgotten_is(
    office: Client, case: Case, mayor: Contact, organiser: Person
) -> None:
    """With what they wrote, and with the mails that went to them."""
    add_entry(case, EntryKind.MAIL_IN, "Wir wollen das.", contact=mayor, actor=organiser)
    send_link(mayor, actor=organiser)
    office.post(reverse("case_contact_remove", args=[case.pk, mayor.pk]), {"how": "all"})
    assert not case.entries.filter(text="Wir wollen das.").exists()
    assert case.entries.filter(kind=EntryKind.MAIL_IN).exists()
    assert not Mail.objects.filter(address=mayor.email).exists()


def test_neither_is_done_before_somebody_chooses(
    office: Client, case: Case, mayor: Contact
) -> None:
    url = reverse("case_contact_remove", args=[case.pk, mayor.pk])
    assert " checked" not in office.get(url).content.decode()
    office.post(url, {})
    office.post(url, {"how": "both"})
    assert case.contacts.get() == mayor


def test_it_says_in_which_other_cases_the_person_stands(
    office: Client, case: Case, mayor: Contact, organiser: Person, arnstadt: Authority
) -> None:
    facts = ContactFacts("Bela Beispiel", email="BELA@ilmenau.example")
    other = open_case(
        arnstadt, owner=None, contact=facts, next_step="", next_on=None, actor=organiser
    )
    response = office.get(reverse("case_contact_remove", args=[case.pk, mayor.pk]))
    assert "steht die Person auch hier: Gemeinde Arnstadt" in words(response)
    assert reverse("case_detail", args=[other.pk]) in response.content.decode()


def test_who_is_known_elsewhere_keeps_the_mails_from_there(
    case: Case, mayor: Contact, organiser: Person
) -> None:
    send_link(mayor, actor=organiser)
    Person.objects.create_user(mayor.email, last_name="Beispiel")
    remove_contact(mayor, with_mails=True, actor=organiser)
    assert Mail.objects.filter(address=mayor.email).exists()


def test_forgetting_twice_forgets_once(case: Case, mayor: Contact, organiser: Person) -> None:
    for _click in range(2):
        remove_contact(mayor, actor=organiser)
    assert not Contact.objects.exists()


def test_a_contact_of_another_case_is_not_found(office: Client, case: Case) -> None:
    for name in ("case_contact_change", "case_contact_remove"):
        assert office.get(reverse(name, args=[case.pk, 4711])).status_code == 404


def test_what_a_colleague_changed_meanwhile_stays(
    office: Client, mayor: Contact, colleague: Person
) -> None:
    url = reverse("case_contact_change", args=[mayor.case_id, mayor.pk])
    shown = office.get(url).content.decode()
    sent = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', shown))
    facts = ContactFacts(mayor.name, mayor.office, mayor.email, "0361 99")
    change_contact(mayor, facts, actor=colleague)
    office.post(url, sent | {"office": "Bauamt"})
    mayor.refresh_from_db()
    assert (mayor.phone, mayor.office) == ("0361 99", "Bauamt")
