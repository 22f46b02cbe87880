"""Addresses that mails come back from: counted, closed, opened again."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.audit import SYSTEM, record
from klimanetz.mail.models import Address

#: An address is closed when mails of so many different days came back from it.
CLOSED_AFTER = 2
#: A day so long ago does not count any more.
FORGIVEN_AFTER = timedelta(days=180)
CLOSED = _("Adresse gesperrt: zwei Mails kamen nicht an.")

#: `5.1.1`, and neither an address of a computer nor a date in the midst of digits.
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
#: The system, the content, the policy: the mail was refused, not the address (RFC 3463).
NOT_THE_ADDRESS = ("5.3.", "5.6.", "5.7.")
#: The code before it, or alone: `550 No such user`.
CODE = re.compile(r"(?<![\d.])([45])\d\d[ -]")
#: Without such a status, the codes of a mail server for a mailbox it does not have.
NO_MAILBOX = re.compile(r"(?<![\d.])55[013](?!\d)")


def blames_address(words: str) -> bool:
    """Whether a mail server refused for good because of the address, not because of the mail.

    Servers that give no reason in figures mostly mean the address.
    """
    status = STATUS.search(words)
    if status is None:
        return not CODE.search(words) or NO_MAILBOX.search(words) is not None
    return status[1].startswith("5") and not status[1].startswith(NOT_THE_ADDRESS)


@transaction.atomic
def note_return(address: str, words: str, *, day: date) -> None:
    """A mail of `day` came back for good. Several of one day count as one."""
    Address.objects.get_or_create(
        address=address.lower(), defaults={"came_back_at": timezone.now()}
    )
    row = Address.objects.select_for_update().get(address=address.lower())
    since = (day - FORGIVEN_AFTER).isoformat()
    row.days = sorted({day.isoformat(), *(kept for kept in row.days if kept >= since)})
    row.words, row.came_back_at = words[:500], timezone.now()
    if row.closed_at is None and len(row.days) >= CLOSED_AFTER:
        row.closed_at = timezone.now()
        record("mail.address_closed", row, actor=SYSTEM)
    row.save()


@transaction.atomic
def reopen(address: Address, *, actor: object) -> None:
    """Mail may go there again, and what came back is forgotten."""
    row = Address.objects.select_for_update().filter(pk=address.pk).first()
    if row is not None:
        record("mail.address_reopened", row, actor=actor)
        row.delete()


def forget_returns(addresses: Iterable[str]) -> int:
    """Somebody says how these addresses stand now: what came back from them counts no more."""
    small = {address.lower() for address in addresses}
    return Address.objects.filter(address__in=small).delete()[0]
