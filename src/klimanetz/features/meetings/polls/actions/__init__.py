"""The verbs of a poll: the only writers of its state. Each works on a locked, fresh row."""

from klimanetz.features.meetings.polls.actions.asking import ask, remind, remind_before_deadline
from klimanetz.features.meetings.polls.actions.deciding import choose, close, invite_asked
from klimanetz.features.meetings.polls.actions.preparing import (
    discard,
    extend,
    prepare,
    propose_dates,
)
from klimanetz.features.meetings.polls.actions.telling import tell_result
from klimanetz.features.meetings.polls.actions.voting import vote, withdraw_voter

__all__ = [
    "ask",
    "choose",
    "close",
    "discard",
    "extend",
    "invite_asked",
    "prepare",
    "propose_dates",
    "remind",
    "remind_before_deadline",
    "tell_result",
    "vote",
    "withdraw_voter",
]
