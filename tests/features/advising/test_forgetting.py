"""What cases know of people: handed over, erased, and forgotten in time."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from klimanetz.core.custody import registered_custodies
from klimanetz.core.jobs import A_FEW
from klimanetz.core.models import AuditEntry
from klimanetz.core.processing import declared_activities
from klimanetz.features.advising.actions import add_entry, move, open_case, set_next
from klimanetz.features.advising.facts import NewFile
from klimanetz.features.advising.following.actions import leave, send_link
from klimanetz.features.advising.forgetting import KEPT_YEARS, find_old
from klimanetz.features.advising.jobs import forget_contacts_of_old_cases
from klimanetz.features.advising.models import (
    Case,
    CaseEntry,
    CaseFile,
    Contact,
    EntryKind,
    Stage,
)
from klimanetz.mail.forgetting import GONE
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.features.advising.conftest import Advance
from tests.features.advising.uploads import pdf_file

OURS = ("Einträge in Beratungsfällen", "Ansprechpartner:in in Beratungsfällen",
        "Betreute Beratungsfälle")  # fmt: skip


@pytest.fixture
def bela(mayor: Contact) -> Person:
    """The mayor, who later got an account by the same address."""
    person: Person = Person.objects.create_user(
        "bela@ilmenau.example", first_name="Bela", last_name="Beispiel"
    )
    return person


def collect(person: Person) -> str:
    found = [it for it in registered_custodies() if it.label in OURS]
    assert len(found) == 3
    return str([list(it.collect(person)) for it in found])


def erase(person: Person) -> int:
    return sum(it.erase(person) for it in registered_custodies() if it.label in OURS)


def test_a_contact_is_told_what_is_kept(case: Case, bela: Person, organiser: Person) -> None:
    add_entry(case, EntryKind.NOTE, "Bela Beispiel ruft zurück.", actor=organiser)
    told = collect(bela)
    assert "03677 1234" in told
    assert "Bela Beispiel ruft zurück." in told
    assert "Gemeinde Ilmenau" in told


def test_an_adviser_is_told_of_cases_and_notes(case: Case, organiser: Person) -> None:
    told = collect(organiser)
    assert "Hat auf der Messe angefragt." in told
    assert "Kontakt" in told


def test_nobody_is_told_of_others(case: Case, outsider: Person) -> None:
    assert collect(outsider) == "[[], [], []]"


def test_a_contact_is_erased_from_rows_and_words(
    case: Case, mayor: Contact, bela: Person, organiser: Person
) -> None:
    add_entry(case, EntryKind.NOTE, "Bela Beispiel ruft zurück.", actor=organiser)
    add_entry(case, EntryKind.MAIL_IN, "Meine Sorgen", contact=mayor, actor=organiser)
    assert erase(bela)
    kept = str(list(CaseEntry.objects.values("subject", "text")))
    assert "Beispiel" not in kept
    assert "Sorgen" not in kept
    assert "ruft zurück." in kept
    assert not Contact.objects.exists()
    assert Case.objects.exists()
    assert erase(bela) == 0


def test_an_adviser_who_is_erased_leaves_the_case(case: Case, organiser: Person) -> None:
    erase(organiser)
    case.refresh_from_db()
    assert case.owner is None
    assert case.moves.get().by is None
    assert case.entries.get().by is None


@pytest.fixture
def old_case(case: Case, advance: Advance) -> Case:
    case = advance(case, Stage.DROPPED)
    long_ago = timezone.now() - timedelta(days=366 * KEPT_YEARS + 1)
    Case.objects.filter(pk=case.pk).update(closed_at=long_ago)
    return case


def test_three_years_after_the_end_nobody_is_known_any_more(
    old_case: Case,
    mayor: Contact,
    organiser: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """How it went stays: stages, days, reasons and notes."""
    files = [NewFile(pdf_file(), "brief.pdf", "application/pdf")]
    add_entry(
        old_case, EntryKind.MAIL_IN, "Privat", subject="Frage", files=files, contact=mayor,
        actor=organiser,
    )  # fmt: skip
    Mail.objects.all().delete()
    path = Path(CaseFile.objects.get().file.path)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_contacts_of_old_cases() == 1
    assert not Contact.objects.exists()
    assert not path.exists()
    mail = CaseEntry.objects.get(kind=EntryKind.MAIL_IN)
    assert (mail.subject, mail.text) == ("", GONE)
    assert old_case.entries.filter(text="Hat auf der Messe angefragt.").exists()
    assert old_case.moves.count() == 2
    assert forget_contacts_of_old_cases() == 0
    assert AuditEntry.objects.filter(verb="erase_old_cases").count() == 1


def test_mails_that_went_to_them_are_forgotten_too(
    case: Case, mayor: Contact, organiser: Person, advance: Advance
) -> None:
    send_link(mayor, actor=organiser)
    advance(case, Stage.DROPPED)
    Case.objects.update(closed_at=timezone.now() - timedelta(days=366 * KEPT_YEARS + 1))
    forget_contacts_of_old_cases()
    assert not Mail.objects.filter(address=mayor.email).exists()


def test_a_case_that_is_open_or_closed_lately_is_kept(case: Case, advance: Advance) -> None:
    assert not find_old().exists()
    advance(case, Stage.DROPPED)
    assert forget_contacts_of_old_cases() == 0
    assert Contact.objects.exists()


def test_it_takes_a_few_at_once(old_case: Case) -> None:
    more = [
        Case(
            lead=old_case.lead,
            stage=Stage.DROPPED,
            reason="x",
            closed_at=timezone.now() - timedelta(days=2000),
        )
        for _number in range(A_FEW)
    ]
    for one in Case.objects.bulk_create(more):
        Contact.objects.create(case=one, name="Jemand")
    assert forget_contacts_of_old_cases() == A_FEW
    assert forget_contacts_of_old_cases() == 1


def test_the_record_of_processing_says_how_long() -> None:
    deletions = " ".join(str(one.deletion) for one in declared_activities())
    assert f"{KEPT_YEARS} Jahre nach dem Abschluss des Falls" in deletions
    assert "90 Tage nach dem Abschluss des Falls" in deletions


def test_whoever_takes_their_data_back_is_named_nowhere_in_the_case(
    case: Case, mayor: Contact, organiser: Person, advance: Advance
) -> None:
    """In notes, plans and mails to several; what they wrote before we knew them is gone."""
    unknown = "Von unbekannter Adresse: Bela <Bela@ilmenau.example>\n\nMeine Sorgen"
    add_entry(case, EntryKind.MAIL_IN, unknown, actor="test")
    add_entry(case, EntryKind.MAIL_IN, f"Weiterleitung\n\n{mayor.email} fragt", actor="test")
    add_entry(case, EntryKind.MAIL_OUT, "Hallo\n\nAn: Bela Beispiel, Zora Zweit", actor=organiser)
    add_entry(case, EntryKind.TALK, "Bela Beispiel ist dafür.", actor=organiser)
    set_next(case, "Bela Beispiel anrufen", None, actor=organiser)
    leave(mayor)
    case.refresh_from_db()
    kept = str([case.next_step, *CaseEntry.objects.values_list("text", flat=True)])
    trail = str(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert "Beispiel" not in kept + trail
    assert "ilmenau.example" not in kept
    assert "Sorgen" not in kept
    assert all(word in kept for word in ("ist dafür.", "Zora Zweit", "Weiterleitung", "anrufen"))


def test_whoever_was_known_as_a_contact_stays_named_in_other_cases(
    case: Case, mayor: Contact, organiser: Person, arnstadt: Authority
) -> None:
    other = open_case(
        arnstadt, owner=None, contact=None, next_step="", next_on=None, actor=organiser,
        note="Bela Beispiel hat uns empfohlen.",
    )  # fmt: skip
    leave(mayor)
    assert "Bela Beispiel" in other.entries.get().text


def test_a_person_is_erased_from_plans_and_reasons(
    case: Case, bela: Person, organiser: Person, advance: Advance
) -> None:
    move(
        case, Stage.DROPPED, version=case.version, on=timezone.localdate(), actor=organiser,
        reason="Bela Beispiel will nicht mehr.",
    )  # fmt: skip
    assert erase(bela)
    case.refresh_from_db()
    said = [case.reason, *case.moves.values_list("reason", flat=True)]
    assert "Beispiel" not in str(said)
    assert case.reason.endswith("will nicht mehr.")


def test_who_asked_by_the_form_is_forgotten_with_the_case(old_case: Case) -> None:
    text = "Frieda Fremd, 0999 77 hat mit dem öffentlichen Formular um Beratung gebeten."
    add_entry(old_case, EntryKind.REQUEST, text, actor="public")
    forget_contacts_of_old_cases()
    assert old_case.entries.get(kind=EntryKind.REQUEST).text == GONE
