"""Posting: a letter and its mails become rows in the transaction of their cause."""

from collections.abc import Collection, Iterable, Sequence
from itertools import batched

from django.db import transaction

from klimanetz.core.statements import insert
from klimanetz.mail.looking import looked_at
from klimanetz.mail.manners import MANY, mind_manners
from klimanetz.mail.models import Letter, Mail, Urgency
from klimanetz.mail.recipient import Recipient

#: A letter to at most so many overtakes a circular that is going out.
FEW = 10


def urgency_of(letter: Letter, recipients: int) -> Urgency:
    if letter.confidential:
        return Urgency.NOW
    return Urgency.SOON if recipients <= FEW else Urgency.CIRCULAR


def make_out(letter: Letter, to: Recipient, urgency: Urgency) -> Mail:
    return Mail(
        letter=letter,
        address=to.address,
        name=to.name,
        values=dict(to.values),
        key=to.key,
        urgency=urgency,
    )


def post(letter: Letter, recipients: Iterable[Recipient]) -> None:
    """Write `letter` and one mail for each recipient; recipients whose key exists are left out.

    Where nobody is left, a new letter is not kept either. One that was posted before only gets
    further mails. How soon each goes, and whether, is a matter of manners.
    """
    seen, recipients = looked_at(), list(recipients)
    if seen is None:
        write_down(letter, recipients)
    else:
        seen.extend((letter, to) for to in recipients)


@transaction.atomic(savepoint=False)
def write_down(letter: Letter, recipients: Sequence[Recipient]) -> None:
    fresh = letter.pk is None
    if fresh:
        letter.save()
    urgency = urgency_of(letter, len(recipients))
    mails = (make_out(letter, to, urgency) for to in recipients)
    insert(mind_manners(letter, mails), ignore_conflicts=True)
    if fresh and not letter.mails.exists():
        letter.delete()


def lock_letters(about: str, purposes: Collection[str]) -> None:
    """Nobody lets these go, or holds them back, until the transaction is over."""
    letters = Letter.objects.select_for_update().filter(about=about, purpose__in=purposes)
    list(letters.order_by("pk").values_list("pk"))


@transaction.atomic
def drop_held(about: str, purposes: Collection[str], addresses: Collection[str]) -> None:
    """What was held back for `addresses` is not to be let go any more."""
    for some in batched(addresses, MANY, strict=False):
        Mail.objects.held_back(about, purposes).filter(address__in=some).delete()
    Letter.objects.filter(about=about, purpose__in=purposes, held=True, mails=None).delete()
