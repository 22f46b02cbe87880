"""The verbs of applications; the only writers of their state."""

from klimanetz.features.advising.applications.actions.adding import add
from klimanetz.features.advising.applications.actions.correcting import correct
from klimanetz.features.advising.applications.actions.reminding import tell_delay
from klimanetz.features.advising.applications.actions.stepping import (
    answer_query,
    ask_back,
    grant,
    object_to,
    refuse,
    submit,
    withdraw,
)

__all__ = [
    "add",
    "answer_query",
    "ask_back",
    "correct",
    "grant",
    "object_to",
    "refuse",
    "submit",
    "tell_delay",
    "withdraw",
]
