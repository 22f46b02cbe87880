"""Writing the handover file: answers, contacts, errands, documents."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.people.models import Person
from klimanetz.roster.models import Position
from klimanetz.roster.succession.actions.locking import lock
from klimanetz.roster.succession.models import Contact, Document, Errand, Note, Question

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@transaction.atomic
def write_notes(position: Position, answers: Mapping[Question, str], *, actor: Person) -> None:
    """`answers` are those that the person changed; what others wrote meanwhile stays."""
    row = lock(position)
    for question, text in answers.items():
        written = {"text": text, "written_by": actor, "written_at": timezone.now()}
        Note.objects.update_or_create(position=row, question=question, defaults=written)
    if answers:
        record("write_handover", row, actor=actor, questions=[q.text for q in answers])


@transaction.atomic
def add_contact(position: Position, *, actor: Person, **fields: str) -> Contact:
    contact = Contact.objects.create(position=position, **fields)
    record("add_handover_contact", position, actor=actor)
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, actor: Person) -> None:
    record("remove_handover_contact", contact.position, actor=actor)
    contact.delete()


@transaction.atomic
def add_errand(position: Position, *, actor: Person, **fields: object) -> Errand:
    errand = Errand.objects.create(position=position, **fields)
    record("add_errand", position, actor=actor)
    return errand


@transaction.atomic
def finish_errand(errand: Errand, *, actor: Person) -> None:
    set_done(errand, done=True, actor=actor)


@transaction.atomic
def reopen_errand(errand: Errand, *, actor: Person) -> None:
    set_done(errand, done=False, actor=actor)


def set_done(errand: Errand, *, done: bool, actor: Person) -> None:
    """What is done already keeps its time."""
    row = Errand.objects.select_for_update().get(pk=errand.pk)
    if (row.done_at is not None) == done:
        return
    row.done_at = timezone.now() if done else None
    row.save(update_fields=["done_at"])
    record("finish_errand" if done else "reopen_errand", row.position, actor=actor)


@transaction.atomic
def add_document(
    position: Position, upload: "UploadedFile[bytes]", kind: str, *, actor: Person
) -> Document:
    """`kind` is the content type that was found in the upload."""
    document = Document.objects.create(
        position=position,
        file=upload,
        name=str(upload.name)[-200:],
        kind=kind,
        size=upload.size or 0,
        uploaded_by=actor,
    )
    record("add_document", position, actor=actor, name=document.name)
    return document


@transaction.atomic
def remove_document(document: Document, *, actor: Person) -> None:
    record("remove_document", document.position, actor=actor, name=document.name)
    transaction.on_commit(partial(default_storage.delete, str(document.file.name)))
    document.delete()
