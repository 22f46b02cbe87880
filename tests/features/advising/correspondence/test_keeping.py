"""What is kept about who writes, is handed over, erased, and forgotten by itself."""

from datetime import UTC, datetime
from io import StringIO

import time_machine

from klimanetz.core.audit import name_subject
from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import AuditEntry
from klimanetz.features.advising.actions import (
    ContactFacts,
    add_contact,
    add_entry,
    erase_contact,
    open_case,
    remove_contact,
)
from klimanetz.features.advising.correspondence.actions import send
from klimanetz.features.advising.correspondence.jobs import forget_drafts
from klimanetz.features.advising.correspondence.models import Arrival, Draft
from klimanetz.features.advising.jobs import forget_contacts_of_old_cases
from klimanetz.features.advising.merging.actions import merge
from klimanetz.features.advising.models import Case, CaseFile, Contact, EntryKind, Stage
from klimanetz.mail.forgetting import GONE
from klimanetz.mail.models import Letter, Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from tests.factories import make_authority
from tests.features.advising.correspondence.conftest import Write, answer, came, read


def known_about(person: Person) -> str:
    out = StringIO()
    for custody in registered_custodies():
        for record in custody.collect(person):
            out.write(f"{custody.label}: {record}\n")
    return out.getvalue()


def erase(person: Person) -> None:
    for custody in registered_custodies():
        custody.erase(person)


def test_a_stranger_who_became_a_member_is_told_and_erased(case: Case, manager: Person) -> None:
    read(answer(case, "Mein Geheimnis.", From=f"Mika <{manager.email}>"))
    told = known_about(manager)
    assert "E-Mails von Ihnen in Beratungsfällen" in told
    assert "Re: Ihr Ratsbeschluss" in told
    erase(manager)
    erase(manager)  # twice is as good as once
    entry = came(case)
    assert (entry.text, entry.subject) == (GONE, "")
    assert not Arrival.objects.exists()
    assert "Beratungsfäll" not in known_about(manager)


def test_a_draft_to_somebody_is_theirs_too(
    case: Case, write: Write, manager: Person, organiser: Person
) -> None:
    mika = add_contact(case, ContactFacts("Mika", email=manager.email), actor=organiser)
    write(mika, text="Nur für Mika.")
    write(text="Für Bela.")
    assert "Nur für Mika." in known_about(manager)
    erase(manager)
    assert [draft.text for draft in Draft.objects.all()] == ["Für Bela."]
    erase(organiser)
    assert Draft.objects.get().by is None


def test_with_the_text_of_an_old_case_goes_who_wrote_it(
    case: Case, mayor: Contact, organiser: Person
) -> None:
    read(answer(case))
    Case.objects.update(stage=Stage.DROPPED, reason="x", closed_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert forget_contacts_of_old_cases() == 1
    assert came(case).text == GONE
    assert not Arrival.objects.exists()


def everything(case: Case) -> str:
    """All that is kept of the letters of a case, in any column."""
    rows = [*case.entries.values(), *Arrival.objects.values(), *Contact.objects.values(),
            *Draft.objects.values(), *AuditEntry.objects.values(), *Mail.objects.values(),
            *Letter.objects.values(), *CaseFile.objects.values()]  # fmt: skip
    return str(rows).lower()


def test_a_plain_removal_keeps_the_letters_and_by_whom(
    case: Case, mayor: Contact, organiser: Person
) -> None:
    read(answer(case, "Mein Geheimnis."))
    remove_contact(mayor, actor=organiser)
    assert came(case).text == "Mein Geheimnis."
    assert Arrival.objects.get().address == mayor.email


def test_whoever_was_taken_out_and_then_asks_to_be_forgotten_is(
    case: Case, mayor: Contact, write: Write, organiser: Person
) -> None:
    """Letters to them and from them, though no contact leads there any more."""
    send(write(text="Wir wissen, Bela, was Sie plant."), actor=organiser)
    read(answer(case, "Mein Geheimnis."))
    add_entry(case, EntryKind.REQUEST, "Meine Bitte.", contact=mayor, actor="public")
    remove_contact(mayor, actor=organiser)
    again = add_contact(case, ContactFacts("Bela Beispiel", email=mayor.email), actor=organiser)
    erase_contact(again, actor=organiser)
    kept = everything(case)
    for word in ("geheimnis", "was sie plant", "meine bitte", "bela@ilmenau", "bela beispiel"):
        assert word not in kept
    assert case.entries.filter(kind=EntryKind.MAIL_IN, text=GONE).exists()


def test_so_is_who_left_only_mails_in_another_case(
    case: Case, mayor: Contact, organiser: Person, arnstadt: Authority
) -> None:
    facts = ContactFacts("Bela Beispiel", email="Bela@Ilmenau.example")
    known, left = (
        open_case(place, owner=None, contact=facts, next_step="Bela Beispiel anrufen",
                  next_on=None, actor=organiser)
        for place in (arnstadt, make_authority("160700099099", "Altdorf", Kind.MUNICIPALITY))
    )  # fmt: skip
    for one in (known, left):
        read(answer(one, "Mein Geheimnis.", Message_ID=f"<{one.pk}@x.example>"))
    remove_contact(left.contacts.get(), actor=organiser)
    erase_contact(mayor, actor=organiser)
    assert not Contact.objects.exists()
    assert not Arrival.objects.exists()
    for one in (known, left):
        one.refresh_from_db()
        assert came(one).text == GONE
        assert "Beispiel" not in one.next_step
    verbs = AuditEntry.objects.filter(subject=name_subject(left)).values_list("verb", flat=True)
    assert "erase_case_letters" in verbs


def test_a_member_who_was_a_contact_once_is_told_of_letters_and_erased(
    case: Case, write: Write, manager: Person, organiser: Person
) -> None:
    mika = add_contact(case, ContactFacts("Mika", email=manager.email), actor=organiser)
    send(write(mika, text="Nur für Mika."), actor=organiser)
    remove_contact(mika, actor=organiser)
    assert "Nur für Mika." in known_about(manager)
    erase(manager)
    assert "Nur für Mika." not in everything(case)
    assert manager.email not in everything(case)


def test_numbers_of_who_is_forgotten_stand_in_no_note(
    case: Case, mayor: Contact, organiser: Person
) -> None:
    add_entry(case, EntryKind.TALK, "Am besten unter 03677 1234.", actor=organiser)
    erase_contact(mayor, actor=organiser)
    assert "1234" not in everything(case)


def test_who_is_forgotten_after_a_merge_is_named_in_neither_case(
    case: Case, mayor: Contact, organiser: Person
) -> None:
    other = Case.objects.create(lead=case.lead, next_step="Bela Beispiel anrufen")
    other.moves.create(reached="contact", reason="Bela Beispiel rief an.")
    merge(case, other, actor=organiser)
    erase_contact(mayor, actor=organiser)
    other.refresh_from_db()
    assert "Beispiel" not in other.moves.earliest("pk").reason
    assert "beispiel" not in everything(case)


def test_a_draft_that_nobody_sent_is_forgotten(write: Write) -> None:
    write()
    assert forget_drafts() == 0
    with time_machine.travel(datetime(2027, 5, 1, tzinfo=UTC)):
        assert forget_drafts() == 1
