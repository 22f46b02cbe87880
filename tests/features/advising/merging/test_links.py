"""Links and addresses of both cases lead into the common one."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from klimanetz.features.advising.actions import (
    NewFile,
    add_entry,
    change_contact,
    remove_contact,
)
from klimanetz.features.advising.applications.actions import submit
from klimanetz.features.advising.correspondence import actions as mails
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.following.actions import leave, renew_link, send_link
from klimanetz.features.advising.following.actions import withdraw_link as withdraw
from klimanetz.features.advising.merging.actions import merge
from klimanetz.features.advising.models import Application, Case, Contact, EntryKind, FormerKey
from klimanetz.mail.models import Letter, Mail, MailState
from klimanetz.people.models import Person
from tests.features.advising.correspondence.conftest import OWN, answer, read
from tests.features.meetings.reading import words


@pytest.fixture
def theirs(other: Case) -> Contact:
    return other.contacts.get()


def follow(client: Client, key: str) -> tuple[int, str]:
    response = client.get(reverse("case_following", args=[key]))
    return response.status_code, words(response)


def test_both_links_of_whoever_stands_in_both_open_the_common_case(
    client: Client, case: Case, other: Case, mayor: Contact, theirs: Contact, organiser: Person
) -> None:
    send_link(mayor, actor=organiser)
    send_link(theirs, actor=organiser)
    file = NewFile(SimpleUploadedFile("plan.txt", b"Plan"), "plan.txt", "text/plain")
    add_entry(other, EntryKind.NOTE, "Absprache", shared=True, files=[file], actor=organiser)
    merge(case, other, actor=organiser)
    for key in (mayor.key, theirs.key):
        status, text = follow(client, key)
        assert status == HTTPStatus.OK
        assert "Gemeinde Ilmenau" in text
        assert "Absprache" in text
    stored = case.entries.get(text="Absprache").files.get()
    handed = client.get(reverse("case_following_file", args=[theirs.key, stored.pk]))
    assert handed.status_code == HTTPStatus.OK


def test_a_link_of_somebody_of_the_other_alone_stays(
    client: Client, case: Case, other: Case, theirs: Contact, organiser: Person
) -> None:
    Contact.objects.filter(pk=theirs.pk).update(email="chris@arnstadt.example", name="Chris Bau")
    theirs.refresh_from_db()
    send_link(theirs, actor=organiser)
    merge(case, other, actor=organiser)
    assert follow(client, theirs.key)[0] == HTTPStatus.OK
    assert not FormerKey.objects.exists()


@pytest.mark.parametrize("end", ["renew", "withdraw", "change", "leave", "remove"])
def test_whatever_ends_the_link_ends_both(
    client: Client, case: Case, other: Case, mayor: Contact, theirs: Contact, organiser: Person,
    end: str,
) -> None:  # fmt: skip
    send_link(mayor, actor=organiser)
    send_link(theirs, actor=organiser)
    merge(case, other, actor=organiser)
    elsewhere = ContactFacts("Bela B.", email="b@x.example")
    ends: dict[str, Callable[[], object]] = {
        "renew": lambda: renew_link(mayor, actor=organiser),
        "withdraw": lambda: withdraw(mayor, actor=organiser),
        "change": lambda: change_contact(mayor, elsewhere, actor=organiser),
        "leave": lambda: leave(mayor),
        "remove": lambda: remove_contact(mayor, actor=organiser),
    }
    ends[end]()
    for key in (mayor.key, theirs.key):
        assert follow(client, key)[0] == HTTPStatus.NOT_FOUND


def test_what_was_withdrawn_opens_nothing(
    client: Client, case: Case, other: Case, mayor: Contact, theirs: Contact, organiser: Person
) -> None:
    send_link(theirs, actor=organiser)
    withdraw(mayor, actor=organiser)
    merge(case, other, actor=organiser)
    assert follow(client, theirs.key)[0] == HTTPStatus.NOT_FOUND


def test_answers_to_either_address_come_into_the_common_case(
    settings: Settings, case: Case, other: Case, organiser: Person
) -> None:
    settings.REPLY_ADDRESS = OWN
    merge(case, other, actor=organiser)
    assert read(answer(other, "An den zweiten.", Message_ID="<2@x.example>"))
    assert read(answer(case, "An den ersten.", Message_ID="<1@x.example>"))
    came = case.entries.filter(kind=EntryKind.MAIL_IN)
    assert set(came.values_list("text", flat=True)) == {"An den zweiten.", "An den ersten."}
    assert set(came.values_list("contact__name", flat=True)) == {"Bela Beispiel"}
    told = Mail.objects.filter(letter__purpose="correspondence.arrived")
    assert set(told.values_list("address", flat=True)) == {organiser.email}


def test_so_do_answers_that_only_name_it_in_the_subject(
    settings: Settings, case: Case, other: Case, theirs: Contact, organiser: Person
) -> None:
    settings.REPLY_ADDRESS = ""
    draft = Draft(case=other, subject="Frage", text="Wann?")
    mails.send(mails.keep_draft(draft, contacts=[theirs], files=[], actor=organiser),
               actor=organiser)  # fmt: skip
    sent = Letter.objects.get(purpose="correspondence.written")
    assert f"[B-{other.pk}-" in sent.subject
    merge(case, other, actor=organiser)
    assert read(answer(case, "Im Mai.", To="netzwerk@agentur.example",
                       Subject=f"Re: {sent.subject}"))  # fmt: skip
    assert case.entries.filter(text="Im Mai.").exists()


def test_a_mail_read_into_both_is_kept_and_never_read_again(
    case: Case, other: Case, organiser: Person
) -> None:
    for one in (case, other):
        add_entry(one, EntryKind.MAIL_IN, "Hallo", message_id="<1@x.example>", actor="system")
    merge(case, other, actor=organiser)
    assert case.entries.filter(text="Hallo").count() == 2
    add_entry(other, EntryKind.MAIL_IN, "Hallo", message_id="<1@x.example>", actor="system")
    assert case.entries.filter(text="Hallo").count() == 2


def test_a_draft_goes_on_in_the_common_case(
    settings: Settings, case: Case, other: Case, mayor: Contact, theirs: Contact, organiser: Person
) -> None:
    draft = mails.keep_draft(
        Draft(case=other, subject="Frage", text="Wann?"),
        contacts=[theirs], files=[], actor=organiser,
    )  # fmt: skip
    merge(case, other, actor=organiser)
    draft.refresh_from_db()
    assert draft.case == case
    assert list(draft.contacts.all()) == [mayor]
    entry = mails.send(draft, actor=organiser)
    assert entry.case == case


def test_what_did_not_arrive_is_told_in_the_common_case(
    case: Case, other: Case, theirs: Contact, organiser: Person, office: Client
) -> None:
    send_link(theirs, actor=organiser)
    Mail.objects.update(state=MailState.FAILED)
    merge(case, other, actor=organiser)
    text = words(office.get(reverse("case_detail", args=[case.pk])))
    assert "bela@ilmenau.example" in text.lower()
    assert Letter.objects.filter(about=f"advising.case:{case.pk}").exists()


def test_an_application_that_somebody_had_open_takes_its_step(
    case: Case, other: Case, organiser: Person
) -> None:
    application = Application.objects.create(case=other, name="Kommunalrichtlinie")
    stale = Application.objects.select_related("case").get(pk=application.pk)
    merge(case, other, actor=organiser)
    submit(stale, on=timezone.localdate(), applied=1000, actor=organiser)  # type: ignore[arg-type]
    application.refresh_from_db()
    assert (application.state, application.case) == ("submitted", case)
