"""Answers that hold no more are open again; that they were given stays on record."""

from collections.abc import Sequence
from itertools import batched
from typing import Any

from klimanetz.features.meetings.models import Answer, Invitation, Reply, Source

CLEARED: dict[str, Any] = {
    "reply": Reply.OPEN,
    "deputy_name": "",
    "deputy_email": "",
    "deputy_mode": "",
    "waiting_since": None,
    "replied_at": None,
}


def reopen(invitations: Sequence[Invitation], *, note: str) -> None:
    """Open the answers of `invitations` again, with a line in the history of those who had any."""
    answered = [one for one in invitations if one.reply != Reply.OPEN]
    Answer.objects.bulk_create(
        Answer(invitation=one, reply=Reply.OPEN, source=Source.SYSTEM, note=note)
        for one in answered
    )
    for one in answered:
        vars(one).update(CLEARED)
    for batch in batched(answered, 1000, strict=False):
        Invitation.objects.filter(pk__in=[one.pk for one in batch]).update(**CLEARED)
