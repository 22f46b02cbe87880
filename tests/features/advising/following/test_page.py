"""Contacts open the page of their case by a link, without an account."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from klimanetz.features.advising.actions import add_contact, add_entry, pause
from klimanetz.features.advising.address import own_address
from klimanetz.features.advising.facts import ContactFacts, NewFile
from klimanetz.features.advising.following import rules
from klimanetz.features.advising.following.actions import withdraw_link
from klimanetz.features.advising.following.words import NEXT, STEPS
from klimanetz.features.advising.models import (
    PATH,
    Case,
    CaseEntry,
    CaseFile,
    Contact,
    EntryKind,
    Stage,
)
from klimanetz.features.advising.rules import OPEN_AFTERWARDS, can_follow
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance
from tests.features.advising.uploads import pdf_file
from tests.features.meetings.reading import words


def page_of(contact: Contact) -> str:
    return reverse("case_following", args=[contact.key])


def read(client: Client, contact: Contact) -> str:
    response = client.get(page_of(contact))
    assert response.status_code == 200
    return words(response)


def test_it_says_in_plain_words_where_we_stand(client: Client, mayor: Contact) -> None:
    text = read(client, mayor)
    assert "Ihr Weg zum Klimaschutzmanagement" in text
    assert "Ilmenau" in text
    assert "Kontakt aufgenommen (jetzt)" in text
    assert "Wir sind dran" in text
    assert "Wir rufen Sie an und hören zu" in text
    assert "Olga Organisatorin begleitet Sie." in text


def test_every_stage_has_its_words() -> None:
    assert set(STEPS) == set(PATH)
    assert set(NEXT) == set(Stage) - {Stage.MERGED}  # its contacts are those of the common case


def test_before_the_notice_it_warns_of_advertising(
    client: Client, mayor: Contact, case: Case, advance: Advance
) -> None:
    advance(case, *PATH[1:6])
    text = read(client, mayor)
    assert "Die Förderstelle ist dran" in text
    assert "erst aus, wenn der Bescheid da ist" in text


def test_their_applications_stand_there_with_what_became_of_them(
    client: Client, mayor: Contact, case: Case, advance: Advance
) -> None:
    advance(case, *PATH[1:6])
    case.applications.create(
        name="Kommunalrichtlinie", state="submitted", applied=84000,
        submitted_on=date(2026, 1, 12), expected_on=date(2099, 6, 12),
    )  # fmt: skip
    case.applications.create(name="Stiftung Dorf", state="refused", reason="intern: zu spät")
    text = read(client, mayor)
    assert "Ihre Förderanträge" in text
    assert "eingereicht seit 12.01.2026 Bescheid erwartet am 12.06.2099 84.000 €" in text
    assert "Stiftung Dorf abgelehnt" in text
    assert "zu spät" not in text
    assert "Die Förderstelle ist dran" in text


def test_who_has_to_answer_a_query_is_told(
    client: Client, mayor: Contact, case: Case, advance: Advance
) -> None:
    """The authority that decides waits for them, not they for it."""
    advance(case, *PATH[1:6])
    case.applications.create(name="Kommunalrichtlinie", state="submitted")
    case.applications.create(name="Landesförderung", state="queried")
    text = read(client, mayor)
    assert "Jetzt sind Sie dran" in text
    assert "hat Rückfragen zu Ihrem Antrag „Landesförderung“." in text
    assert "erst aus, wenn der Bescheid da ist" in text


def test_what_is_still_in_preparation_is_not_said_to_be_examined(
    client: Client, mayor: Contact, case: Case, advance: Advance
) -> None:
    advance(case, *PATH[1:6])
    case.applications.create(name="Kommunalrichtlinie", state="submitted")
    assert "Die Anträge werden geprüft." in read(client, mayor)
    case.applications.create(name="Landesförderung", state="prepared")
    text = read(client, mayor)
    assert "„Landesförderung“ bereiten wir noch mit Ihnen vor." in text
    assert "Die Anträge werden geprüft." not in text


def test_nobody_is_told_to_advertise_while_another_notice_is_to_come(
    client: Client, mayor: Contact, case: Case, advance: Advance
) -> None:
    advance(case, *PATH[1:7])
    assert "Jetzt können Sie die Stelle ausschreiben." in read(client, mayor)
    case.applications.create(name="Landesförderung", state="submitted")
    text = read(client, mayor)
    assert "Über „Landesförderung“ ist noch nicht entschieden." in text
    assert "Jetzt können Sie" not in text


def test_what_they_quoted_is_folded(
    client: Client, mayor: Contact, case: Case, organiser: Person
) -> None:
    answer = "Anbei der Auszug.\n\n-----Ursprüngliche Nachricht-----\nWas fehlt noch?"
    add_entry(case, EntryKind.MAIL_IN, answer, contact=mayor, actor=organiser)
    text = read(client, mayor)
    assert "Anbei der Auszug. Zitierte Mail zeigen -----Ursprüngliche" in text


def test_the_day_of_the_council_stands_there(
    client: Client, mayor: Contact, case: Case, advance: Advance
) -> None:
    case = advance(case, *PATH[1:4])
    assert case.council_on is not None
    assert f"Der Rat tagt am {case.council_on.day}. " in read(client, mayor)


def test_what_advisers_note_for_themselves_is_not_shown(
    client: Client, mayor: Contact, case: Case, organiser: Person
) -> None:
    until = timezone.localdate() + timedelta(days=30)
    pause(case, reason="Die Kämmerin blockiert", until=until, actor=organiser)
    text = read(client, mayor)
    assert "Kämmerin" not in text
    assert "Rückruf am Montag" not in text
    assert "Hat auf der Messe angefragt." not in text
    assert "Wir warten gerade." in text


def test_what_is_shared_is_shown_with_its_files(
    client: Client, mayor: Contact, case: Case, organiser: Person
) -> None:
    add_entry(
        case,
        EntryKind.TALK,
        "Die Vorlage kommt in die Sitzung im März.",
        shared=True,
        files=[NewFile(pdf_file("vorlage.pdf"), "vorlage.pdf", "application/pdf")],
        actor=organiser,
    )
    text = read(client, mayor)
    assert "Die Vorlage kommt in die Sitzung im März." in text
    assert "vorlage.pdf" in text
    file = CaseFile.objects.get()
    response = client.get(reverse("case_following_file", args=[mayor.key, file.pk]))
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="vorlage.pdf"'
    assert "sandbox" in response["Content-Security-Policy"]


def test_nobody_reads_what_another_wrote(
    client: Client, mayor: Contact, case: Case, organiser: Person
) -> None:
    """Not their name, not their address, not their mails and files."""
    other = add_contact(
        case, ContactFacts("Kim Kämmerer", "Kämmerei", "kim@ilmenau.example"), actor=organiser
    )
    files = [NewFile(pdf_file("privat.pdf"), "privat.pdf", "application/pdf")]
    for contact, text in ((mayor, "Liebe Bela"), (other, "Lieber Kim")):
        add_entry(
            case, EntryKind.MAIL_OUT, text, contact=contact, shared=True, files=files,
            actor=organiser,
        )  # fmt: skip
    text = read(client, mayor)
    assert "Liebe Bela" in text
    assert not re.search("Kim|Kämmer", text)
    theirs = CaseFile.objects.get(entry__contact=other)
    url = reverse("case_following_file", args=[mayor.key, theirs.pk])
    assert client.get(url).status_code == 404


def test_a_file_that_is_lost_is_not_found(
    client: Client, mayor: Contact, case: Case, organiser: Person
) -> None:
    files = [NewFile(pdf_file(), "beschluss.pdf", "application/pdf")]
    add_entry(case, EntryKind.NOTE, "Beschluss", shared=True, files=files, actor=organiser)
    file = CaseFile.objects.get()
    Path(file.file.path).unlink()
    url = reverse("case_following_file", args=[mayor.key, file.pk])
    assert client.get(url).status_code == 404


def test_it_is_kept_by_nobody_and_found_by_nobody(client: Client, mayor: Contact) -> None:
    response = client.get(page_of(mayor))
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_as_often_for_one_as_for_many(
    client: Client, mayor: Contact, case: Case, organiser: Person, rows: int
) -> None:
    for number in range(rows):
        files = [NewFile(pdf_file(), f"{number}.pdf", "application/pdf")]
        add_entry(case, EntryKind.NOTE, "Notiz", shared=True, files=files, actor=organiser)
    with CaptureQueriesContext(connection) as asked:
        client.get(page_of(mayor))
    assert len(asked) <= 6


def test_a_withdrawn_link_offers_the_way_back(client: Client, mayor: Contact) -> None:
    withdraw_link(mayor, actor="test")
    response = client.get(page_of(mayor))
    assert response.status_code == 404
    assert "Dieser Link öffnet nichts mehr" in words(response)
    assert "Link noch einmal senden" in words(response)
    assert "Ilmenau" not in words(response)


def test_the_link_ends_some_time_after_the_case(
    client: Client, mayor: Contact, case: Case, advance: Advance
) -> None:
    advance(case, Stage.DROPPED)
    assert "Zurzeit geht es nicht weiter." in read(client, mayor)
    Case.objects.update(closed_at=timezone.now() - OPEN_AFTERWARDS - timedelta(hours=1))
    assert client.get(page_of(mayor)).status_code == 404


def test_the_rule_and_its_twin_agree(case: Case, mayor: Contact, organiser: Person) -> None:
    gone = add_contact(case, ContactFacts("Weg", email="weg@x.example"), actor=organiser)
    withdraw_link(gone, actor="test")
    long_ago = timezone.now() - timedelta(days=400)
    for stage, closed_at in ((Stage.CONTACT, None), (Stage.ONBOARDED, long_ago)):
        Case.objects.update(stage=stage, closed_at=closed_at)
        rows = Contact.objects.select_related("case")
        allowed = {one.pk for one in rows if can_follow(one)}
        assert allowed == set(rules.following_now().values_list("pk", flat=True))


def test_nothing_is_changed_by_opening(client: Client, mayor: Contact) -> None:
    client.get(reverse("case_following_leave", args=[mayor.key]))
    assert Contact.objects.filter(pk=mayor.pk).exists()


def test_somebody_takes_their_data_back(
    client: Client, mayor: Contact, case: Case, organiser: Person
) -> None:
    """The case stays and says that it was so; their mails say nothing any more."""
    add_entry(case, EntryKind.MAIL_IN, "Privates von Bela", contact=mayor, actor=organiser)
    response = client.post(reverse("case_following_leave", args=[mayor.key]), follow=True)
    assert "Ihre Angaben sind gelöscht" in words(response)
    assert not Contact.objects.exists()
    assert "Privates von Bela" not in {entry.text for entry in CaseEntry.objects.all()}
    newest = case.entries.latest("pk")
    assert newest.text == "Eine Ansprechpartner:in hat die eigenen Angaben gelöscht."
    assert client.get(page_of(mayor)).status_code == 404


def test_organisers_see_it_as_contacts_do(
    case: Case, organiser: Person, manager: Person, sign_in: SignIn
) -> None:
    url = reverse("case_following_preview", args=[case.pk])
    text = words(sign_in(organiser).get(url))
    assert "So sehen es die Ansprechpartner:innen" in text
    assert "Meine Angaben löschen" not in text
    assert sign_in(manager).get(url).status_code == 403


def test_a_key_is_asked_for_and_not_sent_to(client: Client, mayor: Contact) -> None:
    assert client.head(page_of(mayor)).status_code == 200
    assert client.post(page_of(mayor)).status_code == 405


@pytest.mark.parametrize("name", ["case_following_leave", "case_following"])
def test_no_other_key_opens_it(client: Client, case: Case, name: str) -> None:
    response = client.get(reverse(name, args=["x" * 32]))
    assert response.status_code == 404
    assert "Dieser Link öffnet nichts mehr" in words(response)


def test_the_way_to_a_new_link_is_a_page_of_its_own(client: Client, db: None) -> None:
    page = client.get(reverse("case_link_ask"))
    assert "Link zu Ihrem Fall" in words(page)
    assert page["X-Robots-Tag"] == "noindex"
    assert client.get(reverse("case_link_sent")).status_code == 200
    assert client.get(reverse("case_left")).status_code == 200


def test_who_is_nobody_in_particular_has_the_office_to_call(
    client: Client, case: Case, mayor: Contact
) -> None:
    Case.objects.update(owner=None)
    text = read(client, mayor)
    assert "begleitet Sie" not in text
    assert "netzwerk@agentur.example" in text


def test_the_mails_of_this_contact_are_told_from_ours(
    client: Client, mayor: Contact, case: Case, organiser: Person
) -> None:
    add_entry(case, EntryKind.MAIL_IN, "Wir wollen das.", contact=mayor, actor="system")
    add_entry(case, EntryKind.MAIL_OUT, "Gern.", contact=mayor, actor=organiser)
    text = read(client, mayor)
    assert "Ihre E-Mail" in text
    assert "Unsere E-Mail" in text


def test_what_contacts_write_comes_back_into_the_case(
    client: Client, mayor: Contact, organiser: Person, settings: Settings
) -> None:
    """To its own address where the operator has one, else to whoever advises."""
    settings.REPLY_ADDRESS = "antwort+*@netz.example"
    html = client.get(page_of(mayor)).content.decode()
    assert f'href="mailto:{own_address(mayor.case)}"' in html
    assert organiser.email not in html
    settings.REPLY_ADDRESS = ""
    assert f'href="mailto:{organiser.email}"' in client.get(page_of(mayor)).content.decode()
