"""What was talked about, with its files: noted once, shown to whom it is meant for."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from klimanetz.features.advising.actions import add_entry, set_next, touch
from klimanetz.features.advising.facts import NewFile
from klimanetz.features.advising.models import (
    Case,
    CaseEntry,
    CaseFile,
    Contact,
    EntryKind,
    Stage,
)
from klimanetz.features.advising.models.case import FORGOTTEN_AFTER
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance
from tests.features.advising.uploads import pdf_file
from tests.features.meetings.reading import words

TODAY = timezone.localdate()


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def note_of(case: Case) -> str:
    return reverse("case_note", args=[case.pk])


def said(**more: object) -> dict[str, Any]:
    return {
        "kind": "talk",
        "on": TODAY.isoformat(),
        "text": "Der Rat ist aufgeschlossen.",
        "next_step": "Muster schicken",
        "next_on": TODAY.isoformat(),
    } | more


def test_a_talk_and_what_follows_are_written_down_in_one_go(
    office: Client, case: Case, mayor: Contact, organiser: Person
) -> None:
    office.post(note_of(case), said(contact=mayor.pk))
    entry = case.entries.latest("pk")
    assert (entry.kind, entry.contact, entry.by) == (EntryKind.TALK, mayor, organiser)
    case.refresh_from_db()
    assert case.next_step == "Muster schicken"
    text = words(office.get(reverse("case_detail", args=[case.pk])))
    assert "Gespräch · mit Bela Beispiel · Olga Organisatorin" in text


def test_what_a_colleague_planned_meanwhile_stays(
    office: Client, case: Case, colleague: Person
) -> None:
    """Whoever only writes a note does not undo a plan that they have not seen."""
    set_next(case, "Kreis anrufen", TODAY, actor=colleague)
    seen = {"next_step": case.next_step, "next_on": str(case.next_on)}
    form = said(**seen) | {f"initial-{name}": value for name, value in seen.items()}
    assert office.post(note_of(case), form).status_code == 302
    case.refresh_from_db()
    assert case.next_step == "Kreis anrufen"


def test_the_only_contact_is_chosen_already(office: Client, case: Case, mayor: Contact) -> None:
    assert f'<option value="{mayor.pk}" selected' in office.get(note_of(case)).content.decode()


def test_a_talk_of_last_week_stands_on_its_day(office: Client, case: Case) -> None:
    day = TODAY - timedelta(days=7)
    office.post(note_of(case), said(on=day.isoformat()))
    assert timezone.localdate(case.entries.latest("pk").at) == day


def test_no_talk_is_still_to_come(office: Client, case: Case) -> None:
    day = TODAY + timedelta(days=1)
    response = office.post(note_of(case), said(on=day.isoformat()))
    assert "Dieser Tag kommt erst noch." in words(response)


def test_a_closed_case_takes_notes_and_plans_nothing(
    office: Client, case: Case, advance: Advance
) -> None:
    advance(case, Stage.DROPPED)
    assert "Nächster Schritt" not in words(office.get(note_of(case)))
    office.post(note_of(case), said())
    assert case.entries.latest("pk").text == "Der Rat ist aufgeschlossen."
    case.refresh_from_db()
    assert (case.stage, case.next_step) == (Stage.DROPPED, "")


def test_a_file_is_kept_and_given_to_be_saved(
    office: Client, case: Case, manager: Person, sign_in: SignIn
) -> None:
    office.post(note_of(case), said(file=pdf_file("beschluss.pdf")))
    file = CaseFile.objects.get()
    url = reverse("case_file", args=[case.pk, file.pk])
    assert url in office.get(reverse("case_detail", args=[case.pk])).content.decode()
    response = office.get(url)
    assert response["Content-Disposition"] == 'attachment; filename="beschluss.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "beschluss" not in str(file.file.name)
    assert sign_in(manager).get(url).status_code == 403
    assert office.get(reverse("case_file", args=[case.pk, file.pk + 1])).status_code == 404


def test_forty_megabytes_are_refused_and_the_note_is_not_lost(office: Client, case: Case) -> None:
    large = SimpleUploadedFile("plan.pdf", b"%PDF-" + b"x" * (40 * 1024 * 1024))
    response = office.post(note_of(case), said(file=large))
    text = words(response)
    assert "Die Datei ist größer als 25 MB." in text
    assert "Der Rat ist aufgeschlossen." in text
    assert 'value="Muster schicken"' in response.content.decode()
    assert not CaseFile.objects.exists()


def test_a_file_that_is_not_what_it_says_is_refused(office: Client, case: Case) -> None:
    response = office.post(note_of(case), said(file=SimpleUploadedFile("a.pdf", b"MZ")))
    assert "Der Inhalt passt nicht zur Endung .pdf." in words(response)


def test_a_mail_is_read_once(case: Case) -> None:
    for _time in range(2):
        add_entry(case, EntryKind.MAIL_IN, "Antwort", message_id="<1@x.example>", actor="system")
    assert case.entries.filter(kind=EntryKind.MAIL_IN).count() == 1


def test_an_entry_is_shown_to_the_town_and_hidden_again(
    office: Client, case: Case, mayor: Contact
) -> None:
    entry = case.entries.get()
    for name, shared in (("case_entry_share", True), ("case_entry_hide", False)):
        office.post(reverse(name, args=[case.pk, entry.pk]))
        entry.refresh_from_db()
        assert entry.shared == shared
        page = words(Client().get(reverse("case_following", args=[mayor.key])))
        assert ("Hat auf der Messe angefragt." in page) == shared


def test_an_entry_is_deleted_with_its_files(
    office: Client,
    case: Case,
    organiser: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    files = [NewFile(pdf_file(), "beschluss.pdf", "application/pdf")]
    entry = add_entry(case, EntryKind.NOTE, "Beschluss", files=files, actor=organiser)
    path = Path(CaseFile.objects.get().file.path)
    url = reverse("case_entry_remove", args=[case.pk, entry.pk])
    assert "Beschluss" in words(office.get(url))
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        office.post(url)
    assert not path.exists()
    assert not CaseEntry.objects.filter(pk=entry.pk).exists()


def test_an_entry_of_another_case_is_not_found(office: Client, case: Case) -> None:
    url = reverse("case_entry_remove", args=[case.pk, case.entries.get().pk + 1])
    assert office.get(url).status_code == 404


def test_whatever_is_done_a_case_is_no_longer_forgotten(case: Case, organiser: Person) -> None:
    Case.objects.update(touched_at=timezone.now() - FORGOTTEN_AFTER - timedelta(hours=1))
    assert Case.objects.forgotten().exists()
    add_entry(case, EntryKind.TALK, "Angerufen", actor=organiser)
    assert not Case.objects.forgotten().exists()
    case.refresh_from_db()
    assert case.version == 1  # nobody who is about to move it is held up


def test_touching_is_enough(case: Case) -> None:
    Case.objects.update(touched_at=timezone.now() - FORGOTTEN_AFTER - timedelta(hours=1))
    touch(case)
    assert not Case.objects.forgotten().exists()


def test_long_mails_are_folded(office: Client, case: Case, organiser: Person) -> None:
    add_entry(case, EntryKind.MAIL_IN, "Sehr lang. " * 100, subject="Fragen", actor=organiser)
    content = office.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert "Ganz lesen" in content
    assert "Fragen" in content
