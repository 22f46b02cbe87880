"""Reminding of an end, so that nobody notices too late."""

from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.people.models import Person
from klimanetz.roster.models import Position
from klimanetz.roster.succession import mails
from klimanetz.roster.succession.actions.locking import lock
from klimanetz.roster.succession.models import Reminder
from klimanetz.roster.succession.plan import find_term_end, make_plan
from klimanetz.roster.succession.terms import due_step


@transaction.atomic
def remind(position: Position) -> int:
    """The holders and the organisers, of the nearest step; what was missed before is left out.

    Returns 0 where nothing is due any more, as when another worker was quicker.
    """
    row = lock(position)
    plan = make_plan(row, find_term_end(row))
    step = due_step(plan.ends) if plan.ends else None
    if plan.ends is None or step is None or not plan.waits:
        return 0
    _reminder, fresh = Reminder.objects.get_or_create(
        position=plan.position, term_end=plan.ends, months=step
    )
    if not fresh:
        return 0
    holders = list(
        Person.objects.filter(
            pk__in=plan.position.holdings.valid().values("person"), is_active=True
        ).order_by("pk")
    )
    key = f"succession:{plan.position.pk}:{plan.ends}:{step}"
    mails.reminder_to_holders(plan, holders, key=f"{key}:holder")
    mails.reminder_to_organisers(plan, holders, key=f"{key}:organiser")
    record("remind_of_end", plan.position, term_end=str(plan.ends), months=step)
    return 1
