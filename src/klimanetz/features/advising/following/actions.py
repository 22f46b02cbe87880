"""The link with which contacts follow their case: sent, renewed, withdrawn; and who wants to go."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import BY_LINK, record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import add_entry, remove_contact, touch
from klimanetz.features.advising.actions.locking import lock_contact
from klimanetz.features.advising.following import mails, rules
from klimanetz.features.advising.models import Contact, EntryKind
from klimanetz.features.advising.rules import OPEN_AFTERWARDS

#: Whoever presses twice, or asks again at once, has the mail already.
JUST_SENT: Final = timedelta(minutes=10)
#: One address may be a contact in several cases, hardly in more.
MOST = 10


@transaction.atomic
def send_link(contact: Contact, *, actor: object) -> bool:
    """Whether a mail goes out: not where one has just gone. A withdrawn link is given anew."""
    row = lock_contact(contact)
    if not (verdict := rules.can_be_sent(row)):
        raise Refused(verdict.reason)
    now = timezone.now()
    if row.link_sent_at and now - row.link_sent_at < JUST_SENT:
        return False
    row.link_sent_at, row.link_withdrawn_at = now, None
    row.save(update_fields=["link_sent_at", "link_withdrawn_at"])
    days = OPEN_AFTERWARDS.days
    mails.link(row, days=days, occasion=now.isoformat(), actor=actor)
    record("send_case_link", row.case, actor=actor)
    touch(row.case)
    return True


@transaction.atomic
def renew_link(contact: Contact, *, actor: object) -> None:
    """The old link opens nothing any more; the new one goes out at once."""
    row = lock_contact(contact)
    row.change_key()
    send_link(row, actor=actor)
    record("renew_case_link", row.case, actor=actor)


@transaction.atomic
def withdraw_link(contact: Contact, *, actor: object) -> None:
    """Nobody opens the page with it any more, nor gets it sent again by asking."""
    row = lock_contact(contact)
    if row.link_withdrawn_at is not None:
        return
    row.change_key()
    row.link_withdrawn_at = timezone.now()
    row.save(update_fields=["link_withdrawn_at"])
    record("withdraw_case_link", row.case, actor=actor)


def send_again(email: str) -> None:
    """To a contact whom an adviser gave the link before; whoever asks learns nothing of it.

    By the public form anyone may begin a case, as if from the town hall.
    """
    known = rules.following_now().filter(email__iexact=email, link_sent_at__isnull=False)
    for contact in known.select_related("case").order_by("pk")[:MOST]:
        send_link(contact, actor=BY_LINK)


@transaction.atomic
def leave(contact: Contact) -> None:
    """Somebody takes their data back by their link. The case stays, and tells that it was so."""
    row = lock_contact(contact)
    case = row.case
    remove_contact(row, with_mails=True, actor=BY_LINK)
    text = _("Eine Ansprechpartner:in hat die eigenen Angaben gelöscht.")
    add_entry(case, EntryKind.NOTE, text, actor=BY_LINK)
