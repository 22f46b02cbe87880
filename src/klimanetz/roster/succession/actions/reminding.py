"""Reminding of an end, so that nobody notices too late."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.people.models import Person
from klimanetz.roster.models import Holding, Position
from klimanetz.roster.succession import mails
from klimanetz.roster.succession.actions.locking import lock
from klimanetz.roster.succession.models import Reminder
from klimanetz.roster.succession.plan import find_term_end, make_plan
from klimanetz.roster.succession.terms import due_step


@transaction.atomic
def remind(position: Position) -> int:
    """The holders, of the nearest step; what was missed before is left out.

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
    key = f"succession:{plan.position.pk}:{plan.ends}:{step}"
    mails.reminder_to_holders(plan, find_holders([row])[row.pk], key=f"{key}:holder")
    record("remind_of_end", plan.position, term_end=str(plan.ends), months=step)
    return 1


@transaction.atomic
def tell_organisers() -> int:
    """All reminders that organisers have not heard of, in one mail; returns how many."""
    untold = list(Reminder.objects.untold().select_for_update(of=("self",)))
    if not untold:
        return 0
    Reminder.objects.filter(pk__in=[one.pk for one in untold]).update(
        organisers_told_at=timezone.now()
    )
    positions = Position.objects.select_related("authority").in_bulk(
        [one.position_id for one in untold]
    )
    holders = find_holders(positions.values())
    ends = [
        mails.End(positions[one.position_id], one.term_end, holders[one.position_id])
        for one in untold
    ]
    mails.ends_to_organisers(ends, key=f"succession:ends:{untold[-1].pk}")
    return len(untold)


def find_holders(positions: Iterable[Position]) -> defaultdict[int, list[Person]]:
    """Who holds them today and may still sign in, by position."""
    found: defaultdict[int, list[Person]] = defaultdict(list)
    holdings = Holding.objects.valid().filter(position__in=positions, person__is_active=True)
    for holding in holdings.select_related("person").order_by("person_id"):
        found[holding.position_id].append(holding.person)
    return found
