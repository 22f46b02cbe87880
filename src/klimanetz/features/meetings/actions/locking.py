"""One row is the lock of a meeting: whoever changes anything about it holds that row first.

PostgreSQL locks the row; SQLite begins every transaction with the write lock (IMMEDIATE).
"""

from klimanetz.core.refusal import Refused, Verdict
from klimanetz.core.statements import Reading, here
from klimanetz.features.meetings.models import Invitation, Meeting

WITH_MEETING = Reading(
    """
    SELECT {i}, {m} FROM meetings_invitation i
    JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE i.token = %s
    """,
    i=Invitation,
    m=Meeting,
)
LOCK_MEETING = Reading(
    """
    SELECT m.id FROM meetings_meeting m
    WHERE m.id = (SELECT i.meeting_id FROM meetings_invitation i WHERE i.token = %s)
    FOR UPDATE
    """
)


def lock(meeting_id: int) -> Meeting:
    """The meeting as it is now, held until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def lock_invitation(invitation: Invitation) -> Invitation:
    """The invitation of that key as it is now, with its meeting held.

    First the lock, then everything in one query: a lock taken while joining would leave the
    invitation as it was before the wait.
    """
    if here().features.has_select_for_update:
        LOCK_MEETING.first(invitation.token)
    found = WITH_MEETING.first(invitation.token)
    if found is None:
        raise Invitation.DoesNotExist
    fresh: Invitation = found[0]
    fresh.meeting = found[1]
    return fresh


def require(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)
