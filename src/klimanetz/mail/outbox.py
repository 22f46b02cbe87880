"""Posting: a letter and its mails become rows in the transaction of their cause."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from klimanetz.mail.models import Letter, Mail


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address a letter goes to, with what is personal in it.

    `key` names the occasion (e.g. `meeting:7:reminder:invitation:12`): a second mail with the
    same key is never written.
    """

    address: str
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None


def post(letter: Letter, recipients: Iterable[Recipient]) -> None:
    """Write `letter` and one mail for each recipient; recipients whose key exists are left out."""
    letter.save()
    mails = (
        Mail(letter=letter, address=r.address, name=r.name, values=dict(r.values), key=r.key)
        for r in recipients
    )
    Mail.objects.bulk_create(mails, batch_size=1000, ignore_conflicts=True)
