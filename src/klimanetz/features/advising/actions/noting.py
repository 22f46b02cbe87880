"""Entries in the history of a case, with their files."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.features.advising.actions.acting import person_behind
from klimanetz.features.advising.actions.locking import lock_home
from klimanetz.features.advising.actions.touching import touch
from klimanetz.features.advising.facts import NewFile
from klimanetz.features.advising.forgetting import discard_files
from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, Contact, EntryKind


@transaction.atomic
def add_entry(
    case: Case,
    kind: EntryKind,
    text: str,
    *,
    subject: str = "",
    contact: Contact | None = None,
    shared: bool = False,
    at: datetime | None = None,
    message_id: str = "",
    files: Iterable[NewFile] = (),
    actor: object,
) -> CaseEntry:
    """A mail that was read already (`message_id`) is not noted twice.

    Closed cases take entries, too: mails come when they come.
    """
    home = lock_home(case)
    if read := find_read(home, message_id):
        return read
    entry = CaseEntry.objects.create(
        case=home,
        kind=kind, subject=subject[:200], text=text, at=at or timezone.now(),
        by=person_behind(actor),
        contact=contact, shared=shared, message_id=message_id[:250],
    )  # fmt: skip
    keep_files(entry, files)
    record("note_in_case", home, actor=actor, entry=str(kind))
    touch(home)
    return entry


def find_read(case: Case, message_id: str) -> CaseEntry | None:
    return case.entries.filter(message_id=message_id).first() if message_id else None


def keep_files(entry: CaseEntry, files: Iterable[NewFile]) -> None:
    for file in files:
        CaseFile.objects.create(
            entry=entry,
            file=file.content,
            name=file.name[-200:],
            kind=file.kind,
            size=file.content.size or 0,
        )


@transaction.atomic
def share_entry(entry: CaseEntry, *, shared: bool, actor: object) -> None:
    """Whether contacts read it on their page."""
    if CaseEntry.objects.filter(pk=entry.pk, shared=not shared).update(shared=shared):
        record("share_case_entry" if shared else "unshare_case_entry", entry.case, actor=actor)


@transaction.atomic
def remove_entry(entry: CaseEntry, *, actor: object) -> None:
    """With its files."""
    names = [str(file.file.name) for file in entry.files.all()]
    if CaseEntry.objects.filter(pk=entry.pk).delete()[0]:
        discard_files(names)
        record("remove_case_entry", entry.case, actor=actor)
