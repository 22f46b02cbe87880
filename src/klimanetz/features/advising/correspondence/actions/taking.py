"""A mail comes into its case: nothing of it is lost silently, and whoever advises is told."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import SYSTEM
from klimanetz.features.advising.actions import NewFile, add_entry
from klimanetz.features.advising.actions.locking import lock_home
from klimanetz.features.advising.correspondence import mails
from klimanetz.features.advising.correspondence.models import Arrival
from klimanetz.features.advising.correspondence.reading import Attached, Incoming
from klimanetz.features.advising.models import Case, CaseEntry, Contact, EntryKind
from klimanetz.people.models import Person
from klimanetz.roster.succession.documents import recognise

#: More are not kept of one mail; they are named.
MOST_FILES = 20


class Author(NamedTuple):
    """Whom the case, or the network, knows by that address."""

    contact: Contact | None
    organiser: Person | None


@transaction.atomic
def take(case: Case, incoming: Incoming) -> bool:
    """In the transaction of reading the mail; returns whether it is the case's.

    That an organiser is away concerns nobody here.
    """
    row = lock_home(case)
    author = find_author(row, incoming)
    if author.organiser and incoming.automatic:
        return False
    if row.entries.filter(message_id=incoming.message_id).exists():
        return True
    files, refused = sort_out(incoming.attached)
    entry = add_entry(
        row,
        EntryKind.MAIL_OUT if author.organiser else EntryKind.MAIL_IN,
        compose(incoming, author, refused),
        subject=incoming.subject,
        contact=author.contact,
        at=incoming.at,
        message_id=incoming.message_id,
        files=files,
        actor=author.organiser or SYSTEM,
    )
    note_origin(entry, incoming)
    if incoming.automatic:  # nobody did anything for the case
        Case.objects.filter(pk=row.pk).update(touched_at=row.touched_at)
    elif not author.organiser:
        mails.arrived(entry, incoming.sender, files=len(files))
    return True


def note_origin(entry: CaseEntry, incoming: Incoming) -> None:
    Arrival.objects.create(
        entry=entry,
        address=next(iter(incoming.senders), ""),
        name=incoming.name,
        automatic=incoming.automatic,
    )


def find_author(case: Case, incoming: Incoming) -> Author:
    """A contact first: somebody may advise here and run a town hall there."""
    contacts = {one.email.lower(): one for one in case.contacts.all() if one.email}
    contact = next((contacts[it] for it in incoming.senders if it in contacts), None)
    if contact or not incoming.senders:
        return Author(contact, None)
    organisers = Person.objects.organisers().filter(email__in=incoming.senders[:1])
    return Author(None, organisers.first())


def sort_out(attached: tuple[Attached, ...]) -> tuple[list[NewFile], list[str]]:
    """What is kept, and a sentence for each that is not."""
    files, refused = [], []
    for number, one in enumerate(attached):
        upload = UploadedFile(one.content, one.name, size=one.size)
        try:
            if number >= MOST_FILES:
                raise ValidationError(_("Die Mail hatte sehr viele Anlagen."))
            files.append(NewFile(upload, one.name, recognise(upload)))
        except ValidationError as reason:
            refused.append(f"„{one.name}“: {' '.join(reason.messages)}")
    return files, refused


def compose(incoming: Incoming, author: Author, refused: list[str]) -> str:
    """The text as it came, below what the reader has to know of it."""
    before = []
    if not (author.contact or author.organiser):
        before.append(_("Von unbekannter Adresse: %s") % (incoming.sender or _("ohne Absender")))
    if incoming.left_out:
        size = round(incoming.left_out / 1024 / 1024)
        before.append(
            _(
                "Die Mail ist mit %(size)s MB zu groß und nicht übernommen. "
                "Sie liegt im Postfach des Netzwerks unter „Klimanetz/bearbeitet“."
            )
            % {"size": size}
        )
    if refused:
        told = "\n".join(refused)
        before.append(
            _("Nicht übernommen, im Postfach des Netzwerks noch da:\n%(files)s") % {"files": told}
        )
    if incoming.cut:
        before.append(_("Der Text ist gekürzt. Die ganze Mail liegt im Postfach des Netzwerks."))
    return "\n\n".join(filter(None, [*before, incoming.text]))
