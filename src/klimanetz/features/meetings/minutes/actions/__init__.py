"""The verbs of minutes: writing, reviewing, releasing, and doing what was promised.

Each holds the meeting while it works, may be called twice, and writes the audit trail.
"""

from klimanetz.features.meetings.minutes.actions.following import finish, remind, reopen
from klimanetz.features.meetings.minutes.actions.releasing import release
from klimanetz.features.meetings.minutes.actions.reviewing import (
    accept,
    decline,
    open_review,
    propose,
)
from klimanetz.features.meetings.minutes.actions.writing import Typed, name_taker, write

__all__ = [
    "Typed",
    "accept",
    "decline",
    "finish",
    "name_taker",
    "open_review",
    "propose",
    "release",
    "remind",
    "reopen",
    "write",
]
