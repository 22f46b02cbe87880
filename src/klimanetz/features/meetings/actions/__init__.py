"""The verbs of a meeting: the only writers of its state.

Each is atomic, may be called twice, writes the audit trail, and raises `Refused` with a reason
a person can read. Each works on a locked, fresh row and returns it; the object passed in is not
changed (except by `plan` and `change`, whose fields are what is saved).
"""

from klimanetz.features.meetings.actions.answering import answer, fill_free_seats
from klimanetz.features.meetings.actions.inviting import (
    invite,
    invite_later_joiners,
    remind,
    withdraw_invitation,
)
from klimanetz.features.meetings.actions.planning import (
    announce_changes,
    cancel,
    change,
    hold,
    plan,
    postpone,
)

__all__ = [
    "announce_changes",
    "answer",
    "cancel",
    "change",
    "fill_free_seats",
    "hold",
    "invite",
    "invite_later_joiners",
    "plan",
    "postpone",
    "remind",
    "withdraw_invitation",
]
