"""The way to what follows: points done, the decision, the next period."""

from datetime import date

from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.people.models import Person
from klimanetz.roster.actions import add_funding_period, change_position
from klimanetz.roster.models import Position
from klimanetz.roster.succession.actions.locking import lock, lock_with_end
from klimanetz.roster.succession.models import Decision, FollowUp, FollowUpItem, Tick


@transaction.atomic
def tick(position: Position, item: FollowUpItem, *, actor: Person) -> Tick:
    """A point that is done already keeps who did it first, and when."""
    row, ends = lock_with_end(position)
    done, fresh = Tick.objects.get_or_create(
        position=row, term_end=ends, item=item, defaults={"person": actor}
    )
    if fresh:
        record("tick_item", row, actor=actor, item=item.text)
    return done


@transaction.atomic
def untick(position: Position, item: FollowUpItem, *, actor: Person) -> None:
    row, ends = lock_with_end(position)
    deleted, _by_model = Tick.objects.filter(position=row, term_end=ends, item=item).delete()
    if deleted:
        record("untick_item", row, actor=actor, item=item.text)


@transaction.atomic
def decide(
    position: Position, decision: Decision, *, decided_on: date, note: str, actor: Person
) -> FollowUp:
    """What becomes of the position after the end that it has now."""
    row, ends = lock_with_end(position)
    wanted = {"decision": decision, "decided_on": decided_on, "note": note}
    before = FollowUp.objects.filter(position=row, term_end=ends).first()
    if before and all(getattr(before, name) == value for name, value in wanted.items()):
        return before
    follow_up, _fresh = FollowUp.objects.update_or_create(
        position=row, term_end=ends, defaults=wanted
    )
    old = before.decision if before else Decision.OPEN.value
    record("decide", row, actor=actor, term_end=str(ends),
           changes={"decision": [old, Decision(decision).value]})  # fmt: skip
    return follow_up


@transaction.atomic
def continue_position(
    position: Position, programme: str, *, starts: date | None, ends: date, actor: object
) -> None:
    """The next funding period is granted: the position goes on until its end."""
    row = lock(position)
    add_funding_period(row, programme, starts=starts, ends=ends, actor=actor)
    if not row.permanent and (row.ends is None or row.ends < ends):
        change_position(row, ends=ends, actor=actor)
