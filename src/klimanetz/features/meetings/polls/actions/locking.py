"""One row is the lock of a poll: whoever changes anything about it holds that row first."""

from klimanetz.core.refusal import Refused, Verdict
from klimanetz.features.meetings.polls.models import DatePoll


def lock(poll: DatePoll) -> DatePoll:
    """The poll as it is now, held until the transaction ends."""
    return DatePoll.objects.select_for_update().get(pk=poll.pk)


def require(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)
