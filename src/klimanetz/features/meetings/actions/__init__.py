"""The verbs of a meeting: the only writers of its state.

Each is atomic, may be called twice, writes the audit trail, and raises `Refused` with a reason
a person can read. Each works on a locked, fresh row and returns it; the object passed in is not
changed (except by `plan` and `change`, whose fields are what is saved).
"""

from klimanetz.features.meetings.actions.announcing import announce_changes
from klimanetz.features.meetings.actions.answering import (
    answer,
    answer_within,
    fill_free_seats,
)
from klimanetz.features.meetings.actions.inviting import (
    invite,
    invite_later_joiners,
    withdraw_invitation,
)
from klimanetz.features.meetings.actions.moving import cancel, postpone
from klimanetz.features.meetings.actions.planning import (
    change,
    change_programme,
    hold,
    plan,
    write_slug,
)
from klimanetz.features.meetings.actions.reminding import (
    remind,
    remind_before_deadline,
    remind_on_eve,
)

__all__ = [
    "announce_changes",
    "answer",
    "answer_within",
    "cancel",
    "change",
    "change_programme",
    "fill_free_seats",
    "hold",
    "invite",
    "invite_later_joiners",
    "plan",
    "postpone",
    "remind",
    "remind_before_deadline",
    "remind_on_eve",
    "withdraw_invitation",
    "write_slug",
]
