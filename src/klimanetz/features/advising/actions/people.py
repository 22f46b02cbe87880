"""Whom one talks to: people without an account."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions.locking import lock
from klimanetz.features.advising.actions.touching import touch
from klimanetz.features.advising.models import Case, Contact


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Of a contact person, as far as known; the name always."""

    name: str
    office: str = ""
    email: str = ""
    phone: str = ""


@transaction.atomic
def add_contact(case: Case, facts: ContactFacts, *, actor: object) -> Contact:
    """Refused where the case has somebody with this address."""
    row = lock(case)
    require_new_address(row, facts.email)
    contact = Contact.objects.create(case=row, **asdict(facts))
    record("add_case_contact", row, actor=actor)
    touch(row)
    return contact


@transaction.atomic
def change_contact(contact: Contact, facts: ContactFacts, *, actor: object) -> Contact:
    """Another address takes another key: who reads the old one no longer sees the case."""
    row = lock(contact.case)
    fresh = Contact.objects.get(pk=contact.pk)
    edited = [name for name, said in asdict(facts).items() if getattr(fresh, name) != said]
    if not edited:
        return fresh
    if facts.email.lower() != fresh.email.lower():
        require_new_address(row, facts.email)
        fresh.key = Contact._meta.get_field("key").get_default()
    for name in edited:
        setattr(fresh, name, getattr(facts, name))
    fresh.save()
    record("change_case_contact", row, actor=actor, fields=edited)
    touch(row)
    return fresh


@transaction.atomic
def remove_contact(contact: Contact, *, actor: object) -> None:
    """The person goes with their link; what was talked about stays with the case."""
    row = lock(contact.case)
    if Contact.objects.filter(pk=contact.pk).delete()[0]:
        record("remove_case_contact", row, actor=actor)
        touch(row)


def require_new_address(case: Case, email: str) -> None:
    if email and case.contacts.filter(email__iexact=email).exists():
        raise Refused(_("Diese Adresse hat in diesem Fall schon jemand."))
