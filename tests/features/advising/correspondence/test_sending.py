"""A mail leaves the case: what its reader gets, and what stays in the case."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import ContactFacts, add_contact
from klimanetz.features.advising.address import case_address
from klimanetz.features.advising.correspondence import actions, postage
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, Contact, EntryKind, Stage
from klimanetz.features.advising.rules import OPEN_AFTERWARDS
from klimanetz.mail.headers import Unwritable
from klimanetz.mail.message import Message, Sender
from klimanetz.mail.models import Mail
from klimanetz.mail.preview import preview_mail
from klimanetz.people.models import Person
from tests.features.advising.conftest import Advance
from tests.features.advising.correspondence.conftest import PDF, Write


def made_out(mail: Mail) -> EmailMessage:
    written = Message(mail.letter, Sender.of(Network.objects.current())).make_out(mail)
    return message_from_bytes(written, policy=default)


@pytest.fixture
def clerk(case: Case, organiser: Person) -> Contact:
    facts = ContactFacts("Kim Kämmerei", "Kämmerei", "kim@ilmenau.example")
    return add_contact(case, facts, actor=organiser)


def test_its_reader_gets_it_and_answers_to_the_case(
    case: Case, mayor: Contact, write: Write, file: CaseFile, organiser: Person
) -> None:
    actions.send(write(files=(file,)), actor=organiser)
    message = made_out(Mail.objects.select_related("letter").get())
    assert message["To"].addresses[0].addr_spec == mayor.email
    assert message["Reply-To"].addresses[0].addr_spec == case_address(case)
    assert message["Subject"] == "Ihr Ratsbeschluss"
    text = message.get_body(("plain",))
    assert text is not None
    shown = text.get_content()
    assert "wann tagt der Rat?" in shown
    assert reverse("case_following", args=[mayor.key]) in shown.replace("\r\n", "")
    assert "zur Beratung Ihrer Kommune (Gemeinde Ilmenau)" in " ".join(shown.split())
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("Ratsvorlage.pdf", PDF)
    assert attached.get_content_type() == "application/pdf"


def test_a_person_writes_so_whoever_is_away_may_say_so(sent: Mail) -> None:
    message = made_out(sent)
    for name in ("Auto-Submitted", "List-Id", "X-Auto-Response-Suppress", "List-Unsubscribe"):
        assert message[name] is None


def test_it_stands_in_the_case(
    case: Case, mayor: Contact, write: Write, file: CaseFile, organiser: Person
) -> None:
    actions.send(write(files=(file,)), actor=organiser)
    entry = case.entries.get(kind=EntryKind.MAIL_OUT)
    assert (entry.subject, entry.contact, entry.by) == ("Ihr Ratsbeschluss", mayor, organiser)
    assert entry.text.endswith("wann tagt der Rat?\n\nAnlagen: Ratsvorlage.pdf")
    assert entry.shared  # everyone of the case got it
    assert not Draft.objects.exists()
    said = AuditEntry.objects.get(verb="send_case_mail")
    assert said.detail == {"subject": "Ihr Ratsbeschluss", "mails": 1}


def test_several_get_one_each_with_their_own_link(
    case: Case, mayor: Contact, clerk: Contact, write: Write, organiser: Person
) -> None:
    actions.send(write(mayor, clerk), actor=organiser)
    posted = Mail.objects.select_related("letter")
    mails = {mail.address: preview_mail(mail).text for mail in posted}
    assert set(mails) == {mayor.email, clerk.email}
    assert mayor.key in mails[mayor.email]
    assert clerk.key not in mails[mayor.email]
    entry = case.entries.get(kind=EntryKind.MAIL_OUT)
    assert entry.contact is None
    assert "An: Bela Beispiel, Kim Kämmerei" in entry.text


def test_what_one_alone_gets_the_others_do_not_see(
    case: Case, mayor: Contact, clerk: Contact, write: Write, organiser: Person
) -> None:
    actions.send(write(clerk), actor=organiser)
    entry = case.entries.get(kind=EntryKind.MAIL_OUT)
    assert (entry.contact, entry.shared) == (clerk, False)


def test_a_second_click_sends_nothing(write: Write, organiser: Person, colleague: Person) -> None:
    draft = write()
    actions.send(draft, actor=organiser)
    with pytest.raises(Refused, match="schon hinausgegangen"):
        actions.send(draft, actor=colleague)
    assert Mail.objects.count() == 1
    assert CaseEntry.objects.filter(kind=EntryKind.MAIL_OUT).count() == 1


def test_whose_address_is_missing_is_named(case: Case, write: Write, organiser: Person) -> None:
    nameless = add_contact(case, ContactFacts("Ohne Adresse"), actor=organiser)
    with pytest.raises(Refused, match="Von Ohne Adresse fehlt die E-Mail-Adresse"):
        write(nameless)
    draft = write()
    draft.contacts.clear()
    with pytest.raises(Refused, match="an wen die Mail geht"):
        actions.send(draft, actor=organiser)


def test_too_much_to_carry(write: Write, file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postage, "MOST_ATTACHED", 10)
    with pytest.raises(Refused, match="größer als 15 MB"):
        write(files=(file,))
    assert not Draft.objects.exists()


def test_a_file_that_is_gone_is_said_before_half_a_mail_leaves(
    write: Write, file: CaseFile, organiser: Person
) -> None:
    actions.send(write(files=(file,)), actor=organiser)
    Path(file.file.path).unlink()
    mail = Mail.objects.select_related("letter").get()
    with pytest.raises(Unwritable, match=r"„Ratsvorlage.pdf“ gibt es nicht mehr"):
        made_out(mail)
    shown = preview_mail(mail)  # what it says can still be read
    assert shown.attached == ("Ratsvorlage.pdf",)
    assert "wann tagt der Rat?" in shown.text


def test_without_own_addresses_the_key_stands_in_the_subject(
    case: Case, write: Write, organiser: Person, settings: Settings, network: Network
) -> None:
    settings.REPLY_ADDRESS = ""
    actions.send(write(), actor=organiser)
    message = made_out(Mail.objects.select_related("letter").get())
    assert message["Subject"].startswith("Ihr Ratsbeschluss [B-")
    assert message["Reply-To"].addresses[0].addr_spec == network.email
    assert case.entries.get(kind=EntryKind.MAIL_OUT).subject == "Ihr Ratsbeschluss"


def test_text_is_text_whatever_stands_in_it(write: Write, organiser: Person) -> None:
    text = 'Kosten: $5 & ${name} <script>alert("x")</script>\nSiehe https://kommune.example/a'
    actions.send(write(text=text), actor=organiser)
    shown = preview_mail(Mail.objects.select_related("letter").get())
    assert "Kosten: $5 & ${name} <script>" in shown.text
    assert "<script>" not in shown.html
    assert 'href="https://kommune.example/a"' in shown.html


def test_old_drafts_are_forgotten(write: Write) -> None:
    draft = write()
    assert actions.forget_old_drafts() == 0
    Draft.objects.update(changed_at=draft.changed_at - actions.drafting.KEPT * 1.1)
    assert actions.forget_old_drafts() == 1
    assert not Draft.objects.exists()


def test_no_link_is_sent_that_opens_nothing(
    write: Write, case: Case, organiser: Person, advance: Advance
) -> None:
    """The case is closed for longer than contacts may look back at it."""
    advance(case, Stage.DROPPED)
    Case.objects.update(closed_at=timezone.now() - OPEN_AFTERWARDS - timedelta(days=1))
    actions.send(write(), actor=organiser)
    letter = Mail.objects.select_related("letter").get().letter
    assert "Wo Ihr Vorhaben steht" not in letter.text
    assert "case_url" not in letter.html
