"""What comes in: each message is handed to the readers, and has its effect once.

A module `readers.py` in an app registers its readers with `@reads_mail`.
"""

import logging
from collections.abc import Callable
from email.errors import MessageError
from email.message import Message
from hashlib import sha256

from django.db import OperationalError, transaction
from django.utils import timezone

from klimanetz.core.statements import insert
from klimanetz.mail.models import Received

logger = logging.getLogger(__name__)

#: Larger messages are left to people, unless a reader awaits them: what comes back carries our own
#: small mail at most.
LARGEST = 2 * 1024 * 1024
#: A file of 25 MB, as mail carries it. Of one that is larger still only its headers are read.
LARGEST_AWAITED = 36 * 1024 * 1024
#: Says so, with the size, in the headers that stand for the whole message.
LEFT_OUT = "X-Klimanetz-Left-Out"

type MailReader = Callable[[Message], bool]

_readers: list[MailReader] = []
_awaiting: list[MailReader] = []


def reads_mail(reader: MailReader) -> MailReader:
    """Register `reader`: it acts on a message that is its own, and returns whether it is.

    Anyone may send anything: a reader believes nothing that the message does not prove.
    """
    _readers.append(reader)
    return reader


def awaits_large(asked: MailReader) -> MailReader:
    """Register `asked`: it is given the headers of a large message, and returns whether a reader
    will take it. It changes nothing."""
    _awaiting.append(asked)
    return asked


def is_awaited(headers: Message) -> bool:
    return any(asked(headers) for asked in _awaiting)


def mark_left_out(headers: Message, size: int) -> Message:
    """The headers alone, which a reader gets in place of a message that is too large for it."""
    del headers[LEFT_OUT]
    headers[LEFT_OUT] = str(size)
    return headers


@transaction.atomic
def receive(message: Message) -> bool:
    """Hand a message to its reader; returns whether it has one. Read again it does nothing."""
    key = name_message(message)
    new = insert([Received(key=key, received_at=timezone.now())], ignore_conflicts=True)
    if not new or any(takes(reader, message) for reader in _readers):
        return True
    Received.objects.filter(key=key).delete()
    return False


def takes(reader: MailReader, message: Message) -> bool:
    """A reader that stumbles over a message has not taken it."""
    try:
        with transaction.atomic():
            return reader(message)
    except OperationalError:  # the database is away: the message will be read again
        raise
    except Exception:
        logger.exception("A message could not be read by %s.", reader.__module__)
        return False


def name_message(message: Message) -> str:
    """The same however a message arrives: by its Message-ID, or by all of it.

    Some programs number their messages badly, so who wrote it and when belongs to it.
    """
    identity = str(message.get("Message-ID") or "").strip()
    if identity:
        identity = "\n".join((identity, *(str(message.get(name)) for name in ("From", "Date"))))
    content = identity.encode(errors="replace") or bytes_of(message)
    return sha256(content).hexdigest()


def bytes_of(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, MessageError):
        return repr(message.get_payload()).encode(errors="replace")
