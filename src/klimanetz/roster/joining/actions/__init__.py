"""The verbs of joining: asking, deciding, inviting."""

from klimanetz.roster.joining.actions.asking import answer_question, ask_to_join, confirm_request
from klimanetz.roster.joining.actions.deciding import (
    approve,
    ask_back,
    decline,
    refuse_decided,
)
from klimanetz.roster.joining.actions.inviting import (
    Invited,
    accept_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)

__all__ = [
    "Invited",
    "accept_invitation",
    "answer_question",
    "approve",
    "ask_back",
    "ask_to_join",
    "confirm_request",
    "decline",
    "invite",
    "refuse_decided",
    "resend_invitation",
    "withdraw_invitation",
]
