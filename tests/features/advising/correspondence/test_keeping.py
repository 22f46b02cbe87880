"""What is kept about who writes, is handed over, erased, and forgotten by itself."""

from datetime import UTC, datetime
from io import StringIO

import time_machine

from klimanetz.core.custody import registered_custodies
from klimanetz.features.advising.actions import ContactFacts, add_contact
from klimanetz.features.advising.correspondence.jobs import forget_drafts, forget_senders
from klimanetz.features.advising.correspondence.models import Arrival, Draft
from klimanetz.features.advising.models import Case, Contact
from klimanetz.mail.forgetting import GONE
from klimanetz.people.models import Person
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


def test_with_the_text_of_an_old_case_goes_who_wrote_it(case: Case, mayor: Contact) -> None:
    read(answer(case))
    assert forget_senders() == 0
    case.entries.update(text=GONE)
    assert forget_senders() == 1
    assert not Arrival.objects.exists()
    assert forget_senders() == 0


def test_a_draft_that_nobody_sent_is_forgotten(write: Write) -> None:
    write()
    assert forget_drafts() == 0
    with time_machine.travel(datetime(2027, 5, 1, tzinfo=UTC)):
        assert forget_drafts() == 1
