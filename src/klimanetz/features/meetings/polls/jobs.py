"""What is due by itself with polls. Each asks first without holding anything, then acts."""

from klimanetz.core.jobs import A_FEW, due_job
from klimanetz.features.meetings.polls import actions, forgetting
from klimanetz.features.meetings.polls.models import DatePoll


@due_job
def remind_of_polls() -> int:
    return sum(map(actions.remind_before_deadline, DatePoll.objects.to_remind()[:A_FEW]))


@due_job
def tell_results() -> int:
    return sum(map(actions.tell_result, DatePoll.objects.to_tell()[:A_FEW]))


@due_job
def forget_voters() -> int:
    if not forgetting.strangers_to_forget().exists():
        return 0
    return forgetting.forget_strangers()
