"""From the case to the position: who was found, who pays, and the way into the network."""

from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising.actions import move
from klimanetz.features.advising.actions.locking import keep, lock
from klimanetz.features.advising.filling.plan import Plan, make_plan
from klimanetz.features.advising.filling.rules import can_fill
from klimanetz.features.advising.models import Case, Stage
from klimanetz.people.models import Person
from klimanetz.roster import actions as roster
from klimanetz.roster.joining.actions import invite
from klimanetz.roster.models import Position

LAST_STEPS: Final = (Stage.FILLED, Stage.ONBOARDED)


@transaction.atomic
def fill(case: Case, said: dict[str, Any], *, actor: Person) -> Position:
    """The position with its grants, who has it, their invitation; and the case is at its end.

    A second click, or a second tab, finds what the first created. `said` is what a valid
    `FillCaseForm` says.
    """
    row = lock(case)
    if row.position_id is not None:
        return Position.objects.get(pk=row.position_id)
    verdict = can_fill(row)
    if not verdict:
        raise Refused(verdict.reason)
    plan = make_plan(row, said)
    position = take_position(plan, actor=actor)
    add_grants(plan, position, actor=actor)
    person = welcome(plan, actor=actor)
    roster.fill_position(position, person, since=plan.starts, actor=actor)
    row = bring_to_end(row, actor=actor)
    keep(row, position=position)
    record("fill_case", row, actor=actor, person=person.full_name, position=position.pk)
    return position


def take_position(plan: Plan, *, actor: Person) -> Position:
    """One that waits there is taken rather than a second one opened."""
    if plan.position is None:
        return roster.open_position(
            plan.authority,
            kind=plan.kind,
            share=plan.share,
            starts=plan.starts,
            ends=plan.ends,
            serves=list(plan.serves),
            actor=actor,
        )
    position = plan.position
    serves = {*position.serves.all(), *plan.serves}
    fresh: dict[str, Any] = {"share": plan.share, "serves": list(serves)}
    if not position.permanent:
        fresh["ends"] = plan.ends
    roster.change_position(position, actor=actor, **fresh)
    return position


def add_grants(plan: Plan, position: Position, *, actor: Person) -> None:
    """Those that the position does not have yet."""
    known = set(position.funding_periods.values_list("programme", "starts", "ends"))
    for one in plan.grants:
        if (one.name, one.grant_starts, one.grant_ends) not in known:
            roster.add_funding_period(
                position, one.name, starts=one.grant_starts, ends=one.grant_ends, actor=actor
            )


def welcome(plan: Plan, *, actor: Person) -> Person:
    """Invited before they are a member, since members get no invitation."""
    today = timezone.localdate()
    if plan.invites:
        invite([(plan.name, plan.email)], plan.kind, organisation=None, actor=actor)
    if plan.person is None:
        names = {"first_name": plan.first_name, "last_name": plan.last_name}
        return roster.add_person(plan.email, plan.kind, since=today, actor=actor, **names)
    roster.change_person(plan.person, actor=actor, is_active=True)
    roster.start_membership(plan.person, plan.kind, since=today, actor=actor)
    return plan.person


def bring_to_end(case: Case, *, actor: Person) -> Case:
    for stage in LAST_STEPS:
        if case.stage != stage:
            today = timezone.localdate()
            case = move(case, stage, version=case.version, on=today, actor=actor)
    return case
