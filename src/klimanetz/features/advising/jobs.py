"""What is due by itself."""

from klimanetz.core.jobs import due_job
from klimanetz.features.advising.actions import give_back_orphaned
from klimanetz.features.advising.forgetting import find_old, forget_old_cases


@due_job
def forget_contacts_of_old_cases() -> int:
    return forget_old_cases() if find_old().exists() else 0


@due_job
def give_cases_back() -> int:
    return give_back_orphaned()
