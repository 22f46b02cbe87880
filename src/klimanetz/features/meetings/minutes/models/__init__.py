"""Minutes, their entries, who reviews them, what was released, and what is to be done."""

from klimanetz.features.meetings.minutes.models.entry import Entry, Kind
from klimanetz.features.meetings.minutes.models.following import ActionItem
from klimanetz.features.meetings.minutes.models.minutes import Minutes, MinutesVersion, Readers
from klimanetz.features.meetings.minutes.models.review import Correction, Decision, Reader

__all__ = [
    "ActionItem",
    "Correction",
    "Decision",
    "Entry",
    "Kind",
    "Minutes",
    "MinutesVersion",
    "Reader",
    "Readers",
]
