"""A network meeting, its agenda, who is invited, every answer they gave, and who was there."""

from klimanetz.features.meetings.models.agenda import AgendaItem, ItemKind
from klimanetz.features.meetings.models.attendance import Attendance
from klimanetz.features.meetings.models.invitation import Answer, Invitation
from klimanetz.features.meetings.models.meeting import Meeting
from klimanetz.features.meetings.models.series import Series, Week, Weekday
from klimanetz.features.meetings.models.vocabulary import (
    ACCEPTED,
    LIFECYCLE,
    LINES,
    TOOK_PLACE,
    Mode,
    Reply,
    Source,
    State,
    VideoKind,
    Visibility,
)

__all__ = [
    "ACCEPTED",
    "LIFECYCLE",
    "LINES",
    "TOOK_PLACE",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Invitation",
    "ItemKind",
    "Meeting",
    "Mode",
    "Reply",
    "Series",
    "Source",
    "State",
    "VideoKind",
    "Visibility",
    "Week",
    "Weekday",
]
