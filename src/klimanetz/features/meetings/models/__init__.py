"""A network meeting, who is invited, and every answer they gave."""

from klimanetz.features.meetings.models.invitation import Answer, Invitation
from klimanetz.features.meetings.models.meeting import Meeting
from klimanetz.features.meetings.models.vocabulary import (
    ACCEPTED,
    LIFECYCLE,
    Mode,
    Reply,
    Source,
    State,
    Visibility,
)

__all__ = [
    "ACCEPTED",
    "LIFECYCLE",
    "Answer",
    "Invitation",
    "Meeting",
    "Mode",
    "Reply",
    "Source",
    "State",
    "Visibility",
]
