"""What is erased by rule, 30 days after a meeting."""

from klimanetz.core.jobs import due_job
from klimanetz.features.meetings.company import actions


@due_job
def forget_needs_of_past_meetings() -> int:
    return actions.forget_needs()


@due_job
def forget_companions_of_past_meetings() -> int:
    return actions.forget_companions()
