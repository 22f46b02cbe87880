"""One row is the lock of a meeting: whoever changes anything about it holds that row first.

PostgreSQL locks the row; SQLite begins every transaction with the write lock (IMMEDIATE).
"""

from klimanetz.core.refusal import Refused, Verdict
from klimanetz.features.meetings.models import Invitation, Meeting


def lock(meeting_id: int) -> Meeting:
    """The meeting as it is now, held until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def lock_invitation(invitation: Invitation) -> Invitation:
    """The invitation as it is now, with its meeting held."""
    meeting = lock(invitation.meeting_id)
    fresh = Invitation.objects.get(pk=invitation.pk)
    fresh.meeting = meeting
    return fresh


def require(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)
