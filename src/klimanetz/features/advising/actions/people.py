"""Whom one talks to: people without an account."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions.locking import lock_contact, lock_home
from klimanetz.features.advising.actions.touching import touch
from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.forgetting import (
    blank_letters,
    clear_case,
    forget_contact,
    letters_to,
    same_address,
    traces_of,
)
from klimanetz.features.advising.models import Case, Contact


@transaction.atomic
def add_contact(case: Case, facts: ContactFacts, *, actor: object) -> Contact:
    """Refused where the case has somebody with this address."""
    row = lock_home(case)
    require_new_address(row, facts.email)
    contact = Contact.objects.create(case=row, **asdict(facts))
    record("add_case_contact", row, actor=actor)
    touch(row)
    return contact


@transaction.atomic
def change_contact(contact: Contact, facts: ContactFacts, *, actor: object) -> Contact:
    """Another address takes another key: who reads the old one no longer sees the case."""
    fresh = lock_contact(contact)
    row = fresh.case
    edited = [name for name, said in asdict(facts).items() if getattr(fresh, name) != said]
    if not edited:
        return fresh
    if facts.email.lower() != fresh.email.lower():
        require_new_address(row, facts.email)
        fresh.change_key()
    for name in edited:
        setattr(fresh, name, getattr(facts, name))
    fresh.save()
    record("change_case_contact", row, actor=actor, fields=edited)
    touch(row)
    return fresh


@transaction.atomic
def remove_contact(contact: Contact, *, with_mails: bool = False, actor: object) -> None:
    """The person goes with their link; what was talked about stays with the case.

    `with_mails`: what they wrote and were written there goes, too.
    """
    row = lock_home(contact.case)
    found = Contact.objects.filter(pk=contact.pk).first()
    if found is not None:
        forget_contact(found, with_mails=with_mails)
        record("remove_case_contact", row, actor=actor)
        touch(row)


@transaction.atomic
def erase_contact(contact: Contact, *, actor: object) -> None:
    """Whoever asks to be forgotten is so in every case, also where somebody took them out before
    and only the mails are left."""
    known = [contact, *same_address(contact)]
    for one in sorted(known, key=lambda it: (it.case_id, it.pk)):
        remove_contact(one, with_mails=True, actor=actor)
    left = letters_to([contact.email])
    for case in Case.objects.filter(entries__in=left).distinct().order_by("pk"):
        row = lock_home(case)
        blank_letters(left.filter(case=row))
        clear_case(traces_of(contact), row)
        record("erase_case_letters", row, actor=actor)


def require_new_address(case: Case, email: str) -> None:
    if email and case.contacts.filter(email__iexact=email).exists():
        raise Refused(_("Diese Adresse hat in diesem Fall schon jemand."))
