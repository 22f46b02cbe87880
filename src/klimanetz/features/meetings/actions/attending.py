"""Who is there: the one writer of attendance, whoever noted it and however late it arrives."""

from dataclasses import dataclass
from datetime import datetime

from klimanetz.features.meetings.models import Attendance, Invitation, Meeting


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about one person, and when: of two the later counts."""

    present: bool
    at: datetime
    via: str
    mode: str
    by: str = ""
    came_at: datetime | None = None

    @property
    def came(self) -> datetime:
        """When they came, where that is not when it was noted."""
        return self.came_at or self.at


def note(invitation: Invitation, decision: Decision) -> Attendance:
    """Write down a decision about somebody invited, in a transaction that holds the meeting.

    A deputy is noted where one is sent. Who is there already stays there from when they came; what
    arrives late and was overtaken changes nothing.
    """
    found = Attendance.objects.filter(meeting=invitation.meeting_id, invitation=invitation).first()
    if found is None:
        return begin(invitation.meeting, decision, invitation=invitation, **_who(invitation))
    return decide(found, decision)


def _who(invitation: Invitation) -> dict[str, str]:
    deputised = bool(invitation.deputy_name)
    return {
        "name": invitation.deputy_name if deputised else invitation.name,
        "email": invitation.deputy_email if deputised else invitation.email,
        "organisation": invitation.organisation,
    }


def begin(
    meeting: Meeting,
    decision: Decision,
    *,
    name: str,
    email: str = "",
    organisation: str = "",
    invitation: Invitation | None = None,
) -> Attendance:
    """The first that is known of somebody; that they are not there may be known first, too."""
    return Attendance.objects.create(
        meeting=meeting,
        invitation=invitation,
        name=name,
        email=email,
        organisation=organisation,
        mode=decision.mode,
        via=decision.via,
        came_at=decision.came,
        noted_by=decision.by,
        tapped_at=decision.at,
        removed_at=None if decision.present else decision.at,
    )


def decide(attendance: Attendance, decision: Decision) -> Attendance:
    if decision.at <= attendance.tapped_at:
        return attendance
    attendance.tapped_at = decision.at
    if decision.present and attendance.removed_at is not None:
        attendance.came_at, attendance.left_at = decision.came, None
        attendance.mode, attendance.via = decision.mode, decision.via
    if decision.present and decision.via == Attendance.Via.ONLINE:
        attendance.left_at = None  # they came back
    if decision.present == (attendance.removed_at is not None):
        attendance.noted_by = decision.by
    attendance.removed_at = None if decision.present else decision.at
    attendance.save()
    return attendance
