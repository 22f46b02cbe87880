"""What the calendar does to the roster without anybody clicking."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import SYSTEM, record
from klimanetz.core.jobs import due_job
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.people.roles import Role
from klimanetz.roster.actions.people import end_role_without_position
from klimanetz.roster.importing.actions import discard_import
from klimanetz.roster.models import (
    Holding,
    Position,
    PositionState,
    RosterImport,
    RosterImportState,
)

#: A list that nobody finished is full of people who may not know about it.
FORGOTTEN_AFTER = timedelta(days=30)


@due_job
def follow_the_calendar() -> int:
    """Positions become vacant the day after their last holder left, filled when the next begins."""
    held = Holding.objects.valid().values("position_id")
    standing = Position.objects.exclude(state=PositionState.ENDED)
    left = standing.filter(
        state=PositionState.FILLED, holdings__ends__lt=timezone.localdate()
    ).exclude(pk__in=held)
    begun = standing.exclude(state=PositionState.FILLED).filter(pk__in=held)
    moved = [(pk, PositionState.VACANT) for pk in left.values_list("pk", flat=True).distinct()]
    moved += [(pk, PositionState.FILLED) for pk in begun.values_list("pk", flat=True)]
    for pk, state in moved:
        move(pk, state)
    return len(moved)


@transaction.atomic
def move(pk: int, state: PositionState) -> None:
    """Does nothing where somebody else was quicker."""
    position = Position.objects.select_for_update().exclude(state=state).filter(pk=pk).first()
    if position is None:
        return
    position.state = state
    position.save(update_fields=["state"])
    record("follow_calendar", position, state=state)
    if state == PositionState.VACANT:
        for person in position.holdings.order_by("pk").values_list("person_id", flat=True):
            end_role_without_position(person, Role(position.kind))
    changed_for_the_public()


@due_job
def discard_forgotten_imports() -> int:
    forgotten = RosterImport.objects.filter(
        state=RosterImportState.OPEN, created_at__lt=timezone.now() - FORGOTTEN_AFTER
    )
    for roster_import in forgotten:
        with suppress(Refused):
            discard_import(roster_import, actor=SYSTEM)
    return len(forgotten)
