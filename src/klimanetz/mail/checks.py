"""Is the outbox getting its mails out? Part of `klimanetz check`."""

from collections.abc import Iterable
from datetime import timedelta

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.utils import timezone

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
