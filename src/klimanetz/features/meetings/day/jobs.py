"""What is due by itself after a meeting."""

from klimanetz.core.jobs import due_job
from klimanetz.features.meetings.day.forgetting import forget_strangers


@due_job
def forget_who_was_there() -> int:
    return forget_strangers()
