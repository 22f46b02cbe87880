"""Keeping the index true to what changes in rooms that do not know it, and with the calendar."""

from django.core.cache import cache
from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.core.models import Network
from klimanetz.roster.directory.actions import heal_index

#: One worker at a time, and not more often than this, in seconds.
EVERY = 15
TURN = "directory.heal"
#: For which revision of the network and on which day the index was healed last; forgotten after
#: some seconds, because not everything that people are found by is seen by the public.
HEALED, FORGOTTEN_AFTER = "directory.healed", 600


@due_job
def heal_the_index() -> int:
    state = (Network.objects.current().revision, timezone.localdate())
    if cache.get(HEALED) == state or not cache.add(TURN, value=True, timeout=EVERY):
        return 0
    changed = heal_index()
    cache.set(HEALED, state, FORGOTTEN_AFTER)
    return changed
