"""Keeping the index true to what changes in rooms that do not know it, and with the calendar."""

from django.core.cache import cache

from klimanetz.core.jobs import due_job
from klimanetz.roster.directory.actions import heal_index

#: One worker at a time, and not more often than this, in seconds.
EVERY = 45
TURN = "directory.heal"


@due_job
def heal_the_index() -> int:
    return heal_index() if cache.add(TURN, value=True, timeout=EVERY) else 0
