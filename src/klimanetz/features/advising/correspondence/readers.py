"""Reads what comes into the mailbox: here, mails to a case."""

import logging
from email.message import Message

from django.utils import timezone

from klimanetz.features.advising.correspondence import actions
from klimanetz.features.advising.correspondence.matching import find_case
from klimanetz.features.advising.correspondence.reading import read_incoming
from klimanetz.features.advising.models import Case, EntryKind
from klimanetz.mail.inbox import awaits_large, reads_mail
from klimanetz.mail.returned import read_returned

logger = logging.getLogger(__name__)

#: So many a day go into one case; more is no talk, and stays in the mailbox.
MOST_A_DAY = 60


@reads_mail
def take_case_mail(message: Message) -> bool:
    """An answer to a mail of a case, or one that was written to its address. What a mail server
    sends back is not: the outbox notes it."""
    if read_returned(message) is not None:
        return False
    case = find_case(message)
    if case is None or is_flooded(case):
        return False
    return actions.take(case, read_incoming(message))


@awaits_large
def awaits_case_mail(headers: Message) -> bool:
    return find_case(headers) is not None


def is_flooded(case: Case) -> bool:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    came = case.entries.filter(kind=EntryKind.MAIL_IN, at__gte=today).count()
    if came >= MOST_A_DAY:
        logger.warning("Case %s got %s mails today; this one stays in the mailbox.", case.pk, came)
    return came >= MOST_A_DAY
