"""Takes contact persons and what their mails say out of cases. The case stays."""

from collections.abc import Callable, Collection, Iterable
from functools import partial, reduce
from operator import or_
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from klimanetz.core.audit import name_subject, record
from klimanetz.core.custody import Traces, clear_rows, without
from klimanetz.core.jobs import A_FEW
from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.months import add_months
from klimanetz.features.advising.models import (
    LETTERS,
    Application,
    Case,
    CaseEntry,
    CaseFile,
    Contact,
    Move,
)
from klimanetz.mail.forgetting import GONE, forget, forget_about
from klimanetz.people.models import Person

#: So long after a case is closed it still knows whom one talked to, and what the mails said.
KEPT_YEARS: Final = 3
#: Where people write about people: the model, how it leads to its case, and the fields.
WORDS: Final[list[tuple[type[Model], str, tuple[str, ...]]]] = [
    (CaseEntry, "case", ("subject", "text")),
    (Case, "pk", ("next_step", "pause_reason", "reason")),
    (Move, "case", ("reason",)),
    (Application, "case", ("reason",)),
]
#: How an entry leads to the address of whoever it was written with.
ADDRESSES: Final[list[str]] = ["contact__email", "former_address"]
NONE: Final = Q(pk__in=())


def discard_files(names: Iterable[str]) -> None:
    """Take them from the disk once it is certain that their rows are gone."""
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))


type Forget = Callable[[Collection[int]], object]
_besides: list[Forget] = []


def goes_with_letters(forget: Forget) -> Forget:
    """Registers what a room keeps of letters, given their keys: it is forgotten with their text."""
    _besides.append(forget)
    return forget


def blank_letters(letters: QuerySet[CaseEntry]) -> int:
    """That and when somebody wrote stays; from whom, what they wrote and attached does not."""
    keys = list(letters.order_by("pk").values_list("pk", flat=True))
    files = CaseFile.objects.filter(entry__in=keys)
    discard_files(list(files.order_by("pk").values_list("file", flat=True)))
    files.delete()
    for forget_besides in _besides:
        forget_besides(keys)
    forget_about(f"{CaseEntry._meta.label_lower}:{key}" for key in keys)
    known = CaseEntry.objects.filter(pk__in=keys).exclude(text=GONE, former_address="")
    return known.update(subject="", text=GONE, former_address="")


def forget_contact(contact: Contact, *, with_mails: bool) -> None:
    """What was written with them is still found by their address where it stays. Who is known
    elsewhere keeps what was sent to them from there."""
    letters = letters_with(contact)
    if with_mails:
        blank_letters(letters)
        clear_case(traces_of(contact, *split_numbers(contact.phone)), contact.case)
    else:
        letters.filter(contact=contact).update(former_address=contact.email.lower())
    contact.delete()
    if with_mails and contact.email and not is_known(contact.email):
        forget(traces_of(contact, *split_numbers(contact.phone)))


def traces_of(contact: Contact, *more: str) -> Traces:
    return Traces(tuple({contact.email, contact.email.lower()} - {""}), (contact.name, *more))


def split_numbers(phone: str) -> list[str]:
    return [one.strip() for one in phone.split(",")]


def letters_to(addresses: Iterable[str]) -> QuerySet[CaseEntry]:
    """With whoever has, or had, one of these, in any case."""
    theirs = [Q(**{f"{path}__iexact": it}) for path in ADDRESSES for it in addresses if it]
    return CaseEntry.objects.filter(reduce(or_, theirs, NONE), kind__in=LETTERS)


def letters_with(contact: Contact) -> QuerySet[CaseEntry]:
    """Also what came before the case knew their address: it stands in the first line then."""
    letters = CaseEntry.objects.filter(case=contact.case_id, kind__in=LETTERS)
    if not contact.email:
        return letters.filter(contact=contact)
    unknown = letters.filter(contact=None, text__icontains=contact.email)
    from_them = [
        pk
        for pk, text in unknown.values_list("pk", "text")
        if contact.email.lower() in text.partition("\n")[0].lower()
    ]
    known = letters_to([contact.email]).values("pk")
    return letters.filter(Q(contact=contact) | Q(pk__in=from_them) | Q(pk__in=known))


def clear_case(traces: Traces, case: Case) -> None:
    """Whoever left `traces` is named nowhere in the case any more."""
    clear_words(traces, case)
    clear_trail(traces, case)


def clear_words(traces: Traces, case: Case | None = None) -> int:
    """Whoever left `traces` is named nowhere any more: in this case, or in any."""
    changed = 0
    for model, path, fields in WORDS:
        within = {f"{path}__in": [one.pk for one in with_merged(case)]} if case else {}
        changed += clear_rows(model._default_manager.filter(**within), fields, traces)
    return changed


def with_merged(case: Case) -> list[Case]:
    """The case, and those of which it is made."""
    return [case, *case.merged.order_by("pk")]


def clear_trail(traces: Traces, case: Case) -> None:
    """What was planned stands there, too, and whom somebody was to call."""
    subjects = [name_subject(one) for one in with_merged(case)]
    for entry in AuditEntry.objects.filter(subject__in=subjects).order_by("pk"):
        detail = without(entry.detail, traces.all)
        if detail != entry.detail:
            AuditEntry.objects.filter(pk=entry.pk).update(detail=detail)


def same_address(contact: Contact) -> list[Contact]:
    """The same person in other cases."""
    if not contact.email:
        return []
    known = Contact.objects.filter(email__iexact=contact.email).exclude(pk=contact.pk)
    return list(known.select_related("case__lead").order_by("case", "pk"))


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
    letters = Q(pk__in=letters_to(person.traces.addresses).values("pk"))
    return CaseEntry.objects.filter(reduce(or_, named, theirs | letters))


@transaction.atomic
def erase_entries(person: Person) -> int:
    """Their mails are empty, others' words name nobody; who wrote notes is nobody."""
    theirs = CaseEntry.objects.filter(contact__in=contacts_of(person.traces), kind__in=LETTERS)
    known = blank_letters(letters_to(person.traces.addresses)) + blank_letters(theirs)
    changed = known + clear_words(person.traces)
    return changed + CaseEntry.objects.filter(by=person).update(by=None)


def erase_contacts(person: Person) -> int:
    return contacts_of(person.traces).delete()[0]


def find_old() -> QuerySet[Case]:
    """Closed so long ago that nobody needs to know whom one talked to, and still knowing it."""
    past = add_months(timezone.localdate(), -12 * KEPT_YEARS)
    here = OuterRef("pk")
    people = Contact.objects.filter(case=here)
    letters = CaseEntry.objects.filter(case=here, kind__in=LETTERS).exclude(text=GONE)
    closed = Case.objects.filter(closed_at__date__lt=past)
    return closed.filter(Exists(people) | Exists(letters)).order_by("closed_at", "pk")


@transaction.atomic
def forget_old_cases() -> int:
    cases = list(find_old()[:A_FEW])
    for case in cases:
        for contact in case.contacts.order_by("pk"):
            forget_contact(contact, with_mails=True)
        blank_letters(CaseEntry.objects.filter(case=case, kind__in=LETTERS))
    if cases:
        record("erase_old_cases", Network.objects.current(), number=len(cases), years=KEPT_YEARS)
    return len(cases)
