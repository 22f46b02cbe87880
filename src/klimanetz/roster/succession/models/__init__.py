"""What follows a position: decision and checklist, handover, vacancy."""

from klimanetz.roster.succession.models.following import (
    Decision,
    FollowUp,
    FollowUpItem,
    Reminder,
    Tick,
)
from klimanetz.roster.succession.models.handover import (
    Contact,
    Document,
    Errand,
    Note,
    Notice,
    Question,
)
from klimanetz.roster.succession.models.vacancy import Vacancy

__all__ = [
    "Contact",
    "Decision",
    "Document",
    "Errand",
    "FollowUp",
    "FollowUpItem",
    "Note",
    "Notice",
    "Question",
    "Reminder",
    "Tick",
    "Vacancy",
]
