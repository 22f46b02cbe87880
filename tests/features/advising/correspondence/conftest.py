"""Olga writes to Bela, who answers by mail. Today is Monday, 1 March 2027."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from klimanetz.features.advising.actions import NewFile, add_entry
from klimanetz.features.advising.address import case_address
from klimanetz.features.advising.correspondence import actions
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, Contact, EntryKind
from klimanetz.mail.inbox import receive
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person

OWN = "netz+*@agentur.example"
PDF = b"%PDF-1.7 Ratsvorlage"


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 3, 1, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _own_addresses(settings: Settings) -> None:
    """Cases are answered at an address of their own."""
    settings.REPLY_ADDRESS = OWN


@pytest.fixture
def file(case: Case, organiser: Person) -> CaseFile:
    """Lies in the case."""
    upload = NewFile(
        SimpleUploadedFile("Ratsvorlage.pdf", PDF), "Ratsvorlage.pdf", "application/pdf"
    )
    entry = add_entry(case, EntryKind.NOTE, "Muster", files=[upload], actor=organiser)
    return entry.files.get()


type Write = Callable[..., Draft]


@pytest.fixture
def write(case: Case, mayor: Contact, organiser: Person) -> Write:
    def written(*contacts: Contact, files: tuple[CaseFile, ...] = (), **fields: str) -> Draft:
        said = {"subject": "Ihr Ratsbeschluss", "text": "Guten Tag,\n\nwann tagt der Rat?"}
        return actions.keep_draft(
            Draft(case=case, **said | fields),
            contacts=contacts or [mayor],
            files=files,
            actor=organiser,
        )

    return written


@pytest.fixture
def sent(write: Write, organiser: Person) -> Mail:
    """A mail that Bela has."""
    actions.send(write(), actor=organiser)
    return Mail.objects.select_related("letter").get(letter__purpose="correspondence.written")


def answer(case: Case, text: str = "Am 12. Mai.", **headers: str) -> EmailMessage:
    """As a mail program writes it, to the address of the case."""
    message = EmailMessage()
    said = {
        "From": "Bela Beispiel <bela@ilmenau.example>",
        "To": f"Klimanetz <{case_address(case)}>",
        "Subject": "Re: Ihr Ratsbeschluss",
        "Date": "Mon, 1 Mar 2027 08:30:00 +0000",
        "Message-ID": "<1@ilmenau.example>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in said.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def read(message: EmailMessage | bytes) -> bool:
    content = message if isinstance(message, bytes) else message.as_bytes()
    return receive(message_from_bytes(content))


def came(case: Case) -> CaseEntry:
    return case.entries.get(kind=EntryKind.MAIL_IN)


def told() -> list[Mail]:
    arrived = Mail.objects.filter(letter__purpose="correspondence.arrived")
    return list(arrived.select_related("letter").order_by("pk"))
