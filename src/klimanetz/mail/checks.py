"""Does mail leave, and can be read what comes back? Part of `klimanetz check`."""

from collections.abc import Iterable
from datetime import timedelta

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import DatabaseError
from django.utils import timezone

from klimanetz.core.checks import is_local
from klimanetz.mail.mailbox import BROKEN, describe, open_mailbox
from klimanetz.mail.models import Mail, MailState

#: Longer than a mail may wait where the worker runs and the mail server answers.
STUCK_AFTER = timedelta(minutes=15)


@register(Tags.database, deploy=True)
def check_outbox(
    app_configs: Iterable[AppConfig] | None,  # noqa: ARG001
    databases: Iterable[str] | None = None,
    **_: object,
) -> list[CheckMessage]:
    if not databases:
        return []
    try:
        stuck = stuck_mails()
    except DatabaseError:  # said by the check of the database itself
        return []
    if not stuck:
        return []
    return [
        Error(
            f"Mails that should have left more than 15 minutes ago: {stuck}.",
            hint="Does `klimanetz serve` (or `klimanetz work`) run? Its log says what failed.",
            id="OUTBOX",
        )
    ]


def stuck_mails() -> int:
    due = timezone.now() - STUCK_AFTER
    waiting = Mail.objects.filter(state=MailState.WAITING, due_at__lt=due, letter__held=False)
    return waiting.count()


@register(deploy=True)
def check_mailbox(
    app_configs: Iterable[AppConfig] | None,  # noqa: ARG001
    **_: object,
) -> list[CheckMessage]:
    """Signs in, as the worker will."""
    imap = settings.IMAP
    if not imap["host"]:
        return [
            Info(
                "IMAP_URL is not set: mails that come back are not noticed.",
                hint="Set IMAP_URL to the mailbox of MAIL_FROM, e.g. imaps://user:password@host",
                id="IMAP_URL",
            )
        ]
    if not (imap["tls"] or imap["starttls"] or is_local(str(imap["host"]))):
        hint = "Write imaps://…, or imap://…?starttls=1"
        return [Error("IMAP_URL: the password travels readable.", hint=hint, id="IMAP_URL")]
    try:
        with open_mailbox(imap):
            return []
    except BROKEN as error:
        words = f"IMAP_URL: the mailbox cannot be read: {describe(error)}"
        return [Error(words, hint="Are address, name, password and folder right?", id="IMAP_URL")]
