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
    Urgency,
)

__all__ = [
    "Address",
    "AddressQuerySet",
    "Dispatch",
    "Letter",
    "LetterQuerySet",
    "Mail",
    "MailQuerySet",
    "MailState",
    "Mailbox",
    "Received",
    "Urgency",
]
