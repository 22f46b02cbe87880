"""The verbs of calendar replies: taken when they come, or by an organiser later."""

from klimanetz.features.meetings.replies.actions.deciding import finish, take_as_answer
from klimanetz.features.meetings.replies.actions.taking import take

__all__ = ["finish", "take", "take_as_answer"]
