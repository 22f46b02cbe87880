"""What cases keep about a person: as a contact of an authority, and as an adviser."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.advising.forgetting import (
    contacts_of,
    entries_of,
    erase_contacts,
    erase_entries,
)
from klimanetz.features.advising.models import Case, CaseEntry, Move
from klimanetz.people.models import Person


def collect_contacts(person: Person) -> Iterator[Record]:
    for row in contacts_of(person.traces).select_related("case__lead").order_by("pk"):
        yield {
            _("Beratungsfall"): row.case.lead.title,
            _("Name"): row.name,
            _("Amt oder Aufgabe"): row.office,
            _("E-Mail"): row.email,
            _("Telefon"): row.phone,
        }


def collect_entries(person: Person) -> Iterator[Record]:
    """Mails with them and what names them, and what they noted as an adviser."""
    found = entries_of(person) | CaseEntry.objects.filter(by=person)
    for row in found.select_related("case__lead").distinct().order_by("at", "pk"):
        yield {
            _("Beratungsfall"): row.case.lead.title,
            _("Wann"): row.at,
            _("Art"): row.get_kind_display(),
            _("Betreff"): row.subject,
            _("Text"): row.text,
        }


def collect_owned(person: Person) -> Iterator[Record]:
    for case in Case.objects.filter(owner=person).select_related("lead").order_by("pk"):
        yield {_("Beratungsfall"): case.lead.title, _("Stand"): case.get_stage_display()}


def erase_owned(person: Person) -> int:
    """The case waits for somebody else; who moved it when is nobody."""
    moved = Move.objects.filter(by=person).update(by=None)
    return moved + Case.objects.filter(owner=person).update(owner=None)


# Entries first: mails are found by whom they went to.
keep_in_custody(
    gettext_lazy("Einträge in Beratungsfällen"), collect=collect_entries, erase=erase_entries
)
keep_in_custody(
    gettext_lazy("Ansprechpartner:in in Beratungsfällen"),
    collect=collect_contacts,
    erase=erase_contacts,
)
keep_in_custody(gettext_lazy("Betreute Beratungsfälle"), collect=collect_owned, erase=erase_owned)
