"""Takes contact persons and what their mails say out of cases. The case stays."""

from collections.abc import Iterable
from functools import partial, reduce
from operator import or_
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.custody import Traces, clear
from klimanetz.core.jobs import A_FEW
from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, Contact, EntryKind
from klimanetz.mail.forgetting import GONE, forget
from klimanetz.people.models import Person

#: So long after a case is closed it still knows whom one talked to, and what the mails said.
KEPT_YEARS: Final = 3
MAILS = (EntryKind.MAIL_IN, EntryKind.MAIL_OUT)


def discard_files(names: Iterable[str]) -> None:
    """Take them from the disk once it is certain that their rows are gone."""
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))


def blank_mails(mails: QuerySet[CaseEntry]) -> int:
    """That and when somebody wrote stays; what they wrote and attached does not."""
    files = CaseFile.objects.filter(entry__in=mails)
    discard_files(list(files.order_by("pk").values_list("file", flat=True)))
    files.delete()
    return mails.exclude(text=GONE).update(subject="", text=GONE)


def forget_contact(contact: Contact, *, with_mails: bool) -> None:
    """Who is known elsewhere keeps what was sent to them from there."""
    theirs = CaseEntry.objects.filter(contact=contact, kind__in=MAILS)
    if with_mails:
        blank_mails(theirs)
    contact.delete()
    if with_mails and contact.email and not is_known(contact.email):
        forget(Traces((contact.email.lower(),), (contact.name,)))


def is_known(email: str) -> bool:
    elsewhere = Contact.objects.filter(email__iexact=email)
    return bool(Person.objects.with_email(email).exists() or elsewhere.exists())


def contacts_of(traces: Traces) -> QuerySet[Contact]:
    """By an address, or by a whole name where the case knows no address."""
    addresses = (Q(email__iexact=it) for it in traces.addresses)
    names = Q(email="", name__in=[it for it in traces.names if " " in it])
    return Contact.objects.filter(reduce(or_, addresses, names))


def entries_of(person: Person) -> QuerySet[CaseEntry]:
    """Mails with them, and what names them."""
    traces = [it for it in person.traces.all if " " in it or "@" in it]
    named = (Q(text__icontains=it) | Q(subject__icontains=it) for it in traces)
    theirs = Q(contact__in=contacts_of(person.traces))
    return CaseEntry.objects.filter(reduce(or_, named, theirs))


@transaction.atomic
def erase_entries(person: Person) -> int:
    """Their mails are empty, others' words name nobody; who wrote notes is nobody."""
    theirs = CaseEntry.objects.filter(contact__in=contacts_of(person.traces), kind__in=MAILS)
    changed = blank_mails(theirs)
    for entry in entries_of(person).order_by("pk"):
        said = (clear(entry.subject, person.traces.all), clear(entry.text, person.traces.all))
        if said != (entry.subject, entry.text):
            entry.subject, entry.text = said
            entry.save(update_fields=["subject", "text"])
            changed += 1
    return changed + CaseEntry.objects.filter(by=person).update(by=None)


def erase_contacts(person: Person) -> int:
    return contacts_of(person.traces).delete()[0]


def find_old() -> QuerySet[Case]:
    """Closed so long ago that nobody needs to know whom one talked to, and still knowing it."""
    past = add_months(timezone.localdate(), -12 * KEPT_YEARS)
    here = OuterRef("pk")
    people = Contact.objects.filter(case=here)
    mails = CaseEntry.objects.filter(case=here, kind__in=MAILS).exclude(text=GONE)
    closed = Case.objects.filter(closed_at__date__lt=past)
    return closed.filter(Exists(people) | Exists(mails)).order_by("closed_at", "pk")


@transaction.atomic
def forget_old_cases() -> int:
    cases = list(find_old()[:A_FEW])
    for case in cases:
        for contact in case.contacts.order_by("pk"):
            forget_contact(contact, with_mails=True)
        blank_mails(CaseEntry.objects.filter(case=case, kind__in=MAILS))
    if cases:
        record("erase_old_cases", Network.objects.current(), number=len(cases), years=KEPT_YEARS)
    return len(cases)
