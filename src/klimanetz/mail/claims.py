"""Who sends which mail: rows are leased to one worker, and what became of them is written down."""

import os
import random
import socket
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from klimanetz.mail.line import Fate, Outcome
from klimanetz.mail.models import Mail, MailState

#: Longer than the slowest mail can take; a batch ends long before.
LEASE = timedelta(minutes=2)
#: After the first refusal; then twice as long each time, six hours at most.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
#: Reached after about three days.
MOST_ATTEMPTS = 20

CONFIRM = """
    UPDATE mail_mail SET state = 'sent', sent_at = %s, attempts = attempts + 1, answer = '',
    leased_by = '', leased_until = NULL WHERE id = %s AND leased_by = %s
"""
FREE = {"leased_by": "", "leased_until": None}


def worker_name() -> str:
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def claim(worker: str, most: int) -> list[Mail]:
    """Lease up to `most` due mails to `worker`, the most urgent first."""
    if not Mail.objects.due().exists():  # without taking the lock that writing needs
        return []
    with transaction.atomic():
        due = Mail.objects.due().select_for_update(skip_locked=True, of=("self",))
        mails = list(due[:most])
        Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
            leased_by=worker, leased_until=timezone.now() + LEASE
        )
    return mails


def commit_without_waiting() -> None:
    """Let PostgreSQL confirm each mail without waiting for the disk, on this connection.

    A killed worker loses nothing by it. A server that crashes may forget what was sent in the
    last half second, just as it would forget a mail sent a moment before its row was written.
    SQLite in WAL mode is set up the same way (`synchronous=NORMAL` in the settings).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO off")


def give_back(worker: str, mails: Iterable[Mail]) -> None:
    """Let go of what was claimed and not tried."""
    keys = [mail.pk for mail in mails]
    if keys:
        Mail.objects.filter(pk__in=keys, leased_by=worker).update(**FREE)


def free_the_dead() -> int:
    """Let go of what workers on this machine held when they were killed."""
    host = worker_name().partition(":")[0]
    names = Mail.objects.filter(state=MailState.WAITING, leased_by__startswith=f"{host}:")
    dead = [
        name
        for name in names.order_by().values_list("leased_by", flat=True).distinct()
        if not is_running(int(name.partition(":")[2]))
    ]
    return Mail.objects.filter(state=MailState.WAITING, leased_by__in=dead).update(**FREE)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def settle(worker: str, mail: Mail, outcome: Outcome, *, forget: bool = False) -> None:
    """Write down what became of a mail that `worker` tried, and let go of it.

    `forget` what was personal in it, once it will not be tried again.
    """
    if outcome.fate is Fate.SENT and not forget:
        settle_sent(worker, mail)
        return
    fields = FREE | {"attempts": mail.attempts + 1, "answer": outcome.words}
    if outcome.fate is Fate.SENT:
        fields |= {"state": MailState.SENT, "sent_at": timezone.now()}
    elif outcome.fate is Fate.NEVER or mail.attempts + 1 >= MOST_ATTEMPTS:
        fields |= {"state": MailState.FAILED}
    else:
        fields |= {"due_at": timezone.now() + wait_after(mail.attempts + 1)}
    if forget and "state" in fields:
        fields |= {"values": {}}
    Mail.objects.filter(pk=mail.pk, leased_by=worker).update(**fields)


def settle_sent(worker: str, mail: Mail) -> None:
    """The one statement that runs for each of 10,000 mails: by hand a tenth of the ORM's time."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(CONFIRM, [now, mail.pk, worker])


def wait_after(attempts: int) -> timedelta:
    """How long to wait before the next attempt; spread, so that not all come back at once."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts - 1, 12)
    return min(doubled, LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
