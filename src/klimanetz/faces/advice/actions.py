"""Somebody asks for advice: a case begins, or the one that is open hears of it."""

from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.faces.advice import mails
from klimanetz.features.advising.actions import (
    AlreadyOpen,
    ContactFacts,
    add_entry,
    open_case,
)
from klimanetz.features.advising.models import Case, EntryKind
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.places.models import Authority

#: Who stands in the audit trail for somebody without an account.
ASKER = "public"


@transaction.atomic
def ask_for_advice(
    authority: Authority, who: ContactFacts, wish: str, *, inquiry: Inquiry, receipt_in: str | None
) -> Case:
    """Whoever says to be of a town proves nothing: a case that is open already only hears of it.

    So nobody reads in the case of others, and no request is lost either. `receipt_in` a language;
    None where that mailbox got enough of them.
    """
    own = inquiry.authority == authority
    try:
        case = open_case(
            authority,
            others=inquiry.partners if own else (),
            owner=None,
            contact=who,
            next_step=_("Anrufen und ein erstes Gespräch verabreden"),
            next_on=None,
            check_query=inquiry.query if own and inquiry.is_complete else "",
            actor=ASKER,
        )
    except AlreadyOpen as known:
        case = known.case
        if was_asked(case, who, wish):
            return case
        entry = add_entry(case, EntryKind.REQUEST, introduce(who, wish), actor=ASKER)
    else:
        contact = case.contacts.get()
        entry = add_entry(case, EntryKind.REQUEST, wish, contact=contact, actor=ASKER)
    mails.asked(case, who, wish, about=entry)
    if receipt_in is not None:
        mails.receipt(case, who, language=receipt_in)
    return case


def was_asked(case: Case, who: ContactFacts, wish: str) -> bool:
    """A second click, or the page sent again: nothing of it is new, and it was lately."""
    same = {f"contact__{name}": value for name, value in asdict(who).items()}
    theirs = Q(text=introduce(who, wish)) | Q(text=wish, **same)
    lately = timezone.now() - timedelta(days=1)
    return case.entries.filter(theirs, kind=EntryKind.REQUEST, at__gt=lately).exists()


def introduce(who: ContactFacts, wish: str) -> str:
    """Who asked, for the advisers, who decide whether it is a contact of the case."""
    about = ", ".join(filter(None, (who.name, who.office, who.email, who.phone)))
    return _("%(who)s hat mit dem öffentlichen Formular um Beratung gebeten. %(wish)s") % {
        "who": about,
        "wish": wish,
    }
