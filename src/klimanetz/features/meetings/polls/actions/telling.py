"""Telling the organisers how a poll went, once its deadline is over."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.features.meetings.polls import mails
from klimanetz.features.meetings.polls.actions.locking import lock
from klimanetz.features.meetings.polls.models import DatePoll
from klimanetz.features.meetings.polls.tally import count_votes


@transaction.atomic
def tell_result(poll: DatePoll) -> int:
    """Returns 0 where another worker was quicker, or the deadline has moved."""
    lock(poll)
    due = DatePoll.objects.to_tell().filter(pk=poll.pk).first()
    if due is None:
        return 0
    due.result_told_at = timezone.now()
    due.save(update_fields=["result_told_at"])
    mails.result(due, count_votes(due))
    record("tell_result", due)
    return 1
