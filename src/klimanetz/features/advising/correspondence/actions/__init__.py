"""The verbs of a case's mails: written, sent, and taken when they come."""

from klimanetz.features.advising.correspondence.actions.drafting import (
    discard,
    forget_old_drafts,
    keep_draft,
)
from klimanetz.features.advising.correspondence.actions.sending import Unseen, send
from klimanetz.features.advising.correspondence.actions.taking import take

__all__ = [
    "Unseen",
    "discard",
    "forget_old_drafts",
    "keep_draft",
    "send",
    "take",
]
