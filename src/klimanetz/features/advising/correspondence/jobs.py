"""What time does to mails of cases."""

from klimanetz.core.jobs import due_job
from klimanetz.features.advising.correspondence import actions


@due_job
def forget_drafts() -> int:
    return actions.forget_old_drafts()
