"""Only looking: what would be posted is seen, and what waits in the outbox stays as it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from klimanetz.mail.models import Letter
from klimanetz.mail.recipient import Recipient

type Posted = tuple[Letter, Recipient]
_looked_at: ContextVar[list[Posted] | None] = ContextVar("looked_at", default=None)


@contextmanager
def only_looking() -> Iterator[list[Posted]]:
    """What is posted meanwhile is neither written nor sent, but handed to whoever wants to see."""
    posted: list[Posted] = []
    token = _looked_at.set(posted)
    try:
        yield posted
    finally:
        _looked_at.reset(token)


def looked_at() -> list[Posted] | None:
    """Where to put what is posted now; None where it is meant."""
    return _looked_at.get()
