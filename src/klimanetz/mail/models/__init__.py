"""What is sent, what comes back, and where it is read."""

from klimanetz.mail.models.addresses import Address, AddressQuerySet
from klimanetz.mail.models.inbox import Mailbox, Received
from klimanetz.mail.models.outbox import (
    Dispatch,
    Letter,
    LetterQuerySet,
    Mail,
    MailQuerySet,
    MailState,
    Manner,
    Urgency,
)
from klimanetz.mail.models.wishes import MailWish, Pace

__all__ = [
    "Address",
    "AddressQuerySet",
    "Dispatch",
    "Letter",
    "LetterQuerySet",
    "Mail",
    "MailQuerySet",
    "MailState",
    "MailWish",
    "Mailbox",
    "Manner",
    "Pace",
    "Received",
    "Urgency",
]
