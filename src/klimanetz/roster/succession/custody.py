"""What is kept about a person here: points of a checklist they did, what they handed over."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.models import Position
from klimanetz.roster.succession.models import Contact, Document, Errand, Note, Tick


def collect_ticks(person: Person) -> Iterable[Record]:
    ticks = Tick.objects.filter(person=person).select_related("item", "position__authority")
    for tick in ticks.order_by("at", "pk"):
        yield {
            _("Stelle"): tell_position(tick.position),
            _("Erledigt"): tick.item.text,
            _("Am"): date_format(tick.at, "SHORT_DATE_FORMAT"),
        }


def erase_ticks(person: Person) -> int:
    """That it was done stays, by whom does not."""
    return Tick.objects.filter(person=person).update(person=None)


keep_in_custody(gettext_lazy("Checklisten"), collect=collect_ticks, erase=erase_ticks)


def collect_handover(person: Person) -> Iterable[Record]:
    """What they wrote and handed on, and where they are named as a contact."""
    notes = Note.objects.filter(written_by=person).select_related("question", "position__authority")
    for note in notes.order_by("pk"):
        yield {_("Stelle"): tell_position(note.position), note.question.text: note.text}
    documents = Document.objects.filter(uploaded_by=person).select_related("position__authority")
    for document in documents.order_by("pk"):
        yield {_("Stelle"): tell_position(document.position), _("Datei"): document.name}
    contacts = Contact.objects.filter(email=person.email).select_related("position__authority")
    for contact in contacts.order_by("pk"):
        yield {
            _("Stelle"): tell_position(contact.position),
            _("Als Kontakt genannt"): contact.name,
            _("Wofür"): contact.about,
            _("Telefon"): contact.phone,
        }


def tell_position(position: Position) -> str:
    return f"{position.get_kind_display()}, {position.authority.name}"


@transaction.atomic
def erase_handover(person: Person) -> int:
    """The file stays with the position; who wrote in it, and their name in it, does not."""
    changed = Note.objects.filter(written_by=person).update(written_by=None)
    changed += Document.objects.filter(uploaded_by=person).update(uploaded_by=None)
    changed += Contact.objects.filter(email=person.email).delete()[0]
    held = person.holdings.values("position")
    for model in (Note, Errand):
        for row in model._default_manager.filter(position__in=held).order_by("pk"):
            changed += leave_out_name(row, person)
    return changed


def leave_out_name(row: Note | Errand, person: Person) -> int:
    """Full names and addresses only: a surname alone may be somebody else's, or a word."""
    text = row.text
    for mark in (f"{person.first_name} {person.last_name}", person.email):
        if person.first_name and person.last_name:
            text = text.replace(mark, _("[Name gelöscht]"))
    if text == row.text:
        return 0
    row.text = text
    row.save(update_fields=["text"])
    return 1


keep_in_custody(gettext_lazy("Übergabemappen"), collect=collect_handover, erase=erase_handover)
