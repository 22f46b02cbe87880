"""Saving an answer that comes by its link."""

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest

from klimanetz.core.throttle import throttle
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.models import Invitation, Reply, Source

#: A town hall may answer from one address; a machine that tries and tries is stopped.
ANSWERS_PER_CLIENT, WINDOW = 120, timedelta(minutes=10)


@transaction.atomic  # one for both: writers wait for each other once
def give(request: HttpRequest, invitation: Invitation, reply: Reply, **deputy: str) -> Invitation:
    """Raises `Refused` where the meeting or the number of attempts does not allow it."""
    throttle(request, "answer", limit=ANSWERS_PER_CLIENT, per=WINDOW)
    seen = request.POST.get("moment", "")
    return actions.answer_within(invitation, reply, source=Source.LINK, seen=seen, **deputy)
