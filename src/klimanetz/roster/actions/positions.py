"""Positions: opened, changed, filled, vacated, ended; and who pays for them."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.actions.people import (
    apply_wanted,
    end_role_without_position,
    start_membership,
)
from klimanetz.roster.models import FundingPeriod, Holding, Position, PositionState


@transaction.atomic
def open_position(
    authority: Authority,
    *,
    starts: date | None,
    serves: list[Authority],
    actor: object,
    **fields: object,
) -> Position:
    """A new position: vacant once it has begun, planned before. `fill_position` gives it away."""
    begun = starts is not None and starts <= timezone.localdate()
    state = PositionState.VACANT if begun else PositionState.PLANNED
    position = Position.objects.create(authority=authority, starts=starts, state=state, **fields)
    position.serves.set(serves)
    record("open_position", position, actor=actor, authority=authority.ars, kind=position.kind)
    changed_for_the_public()
    return position


@transaction.atomic
def change_position(
    position: Position, *, serves: list[Authority] | None = None, actor: object, **wanted: object
) -> dict[str, list[str]]:
    """Saves what differs from the row as it is now; returns old and new by field."""
    row = lock(position)
    kind = Role(row.kind)
    changes = apply_wanted(row, wanted)
    if "kind" in changes:
        hand_over_roles(row, kind, actor=actor)
    if serves is not None and set(serves) != (old := set(row.serves.all())):
        changes["serves"] = [tell_names(old), tell_names(set(serves))]
        row.serves.set(serves)
    if changes:
        record("change_position", row, actor=actor, changes=changes)
        changed_for_the_public()
    return changes


def hand_over_roles(position: Position, left: Role, *, actor: object) -> None:
    """Whoever holds a position whose kind changes is a member in the new role."""
    for holding in position.holdings.valid().select_related("person"):
        today = timezone.localdate()
        start_membership(holding.person, Role(position.kind), since=today, actor=actor)
        end_role_without_position(holding.person_id, left)


def lock(position: Position) -> Position:
    return Position.objects.select_for_update(of=("self",)).get(pk=position.pk)


def tell_names(authorities: set[Authority]) -> str:
    return ", ".join(sorted(authority.name for authority in authorities))


@transaction.atomic
def move_position(position: Position, authority: Authority, *, actor: object) -> None:
    """To another authority, with holders and history: towns merge, positions go on."""
    row = lock(position)
    if row.authority_id == authority.pk:
        return
    changes = {"authority": [row.authority.name, authority.name]}
    row.authority = authority
    row.save(update_fields=["authority"])
    row.serves.remove(authority)
    record("move_position", row, actor=actor, changes=changes)
    changed_for_the_public()


@transaction.atomic
def fill_position(
    position: Position, person: Person, *, since: date | None, actor: object
) -> Holding:
    """`person` holds the position from `since` on, and is a member in its role."""
    row = lock(position)
    if row.state == PositionState.ENDED:
        raise Refused(_("Diese Stelle ist beendet."))
    has = row.holdings.filter(person=person).valid().first()
    if has is not None:
        return has
    holding = Holding.objects.create(position=row, person=person, starts=since)
    if since is None or since <= timezone.localdate():
        set_state(row, PositionState.FILLED)
    day = str(since or "")
    record("fill_position", row, actor=actor, person=person.full_name, since=day)
    record("take_position", person, actor=actor, position=row.pk, since=day)
    start_membership(person, Role(row.kind), since=since, actor=actor)
    changed_for_the_public()
    return holding


@transaction.atomic
def vacate_position(position: Position, *, last_day: date, actor: object) -> None:
    """Everyone who holds it leaves with `last_day`; their history stays with the position."""
    row = lock(position)
    standing = row.holdings.filter(Q(ends__isnull=True) | Q(ends__gt=last_day))
    for holding in standing.select_related("person", "position"):
        end_holding(holding, last_day=last_day, actor=actor)
    if last_day < timezone.localdate() and row.state == PositionState.FILLED:
        set_state(row, PositionState.VACANT)
    record("vacate_position", row, actor=actor, last_day=str(last_day))
    changed_for_the_public()


@transaction.atomic
def leave_position(holding: Holding, *, last_day: date, actor: object) -> None:
    """One holder leaves; the position is vacant where nobody else holds it.

    Who would have begun later never held it.
    """
    row = lock(holding.position)
    if holding.starts and holding.starts > last_day:
        holding.delete()
        record("leave_position", holding.person, actor=actor, position=row.pk)
        end_role_without_position(holding.person_id, Role(row.kind))
    else:
        end_holding(holding, last_day=last_day, actor=actor)
    if row.state == PositionState.FILLED and not row.holdings.valid().exists():
        set_state(row, PositionState.VACANT)
        record("vacate_position", row, actor=actor, last_day=str(last_day))
    changed_for_the_public()


def end_holding(holding: Holding, *, last_day: date, actor: object) -> None:
    if holding.starts and last_day < holding.starts:
        raise Refused(
            _("%(name)s hat die Stelle erst später übernommen.")
            % {"name": holding.person.full_name}
        )
    holding.ends = last_day
    holding.save(update_fields=["ends"])
    record("leave_position", holding.person, actor=actor, position=holding.position_id,
           last_day=str(last_day))  # fmt: skip
    if last_day < timezone.localdate():
        end_role_without_position(holding.person_id, Role(holding.position.kind))


@transaction.atomic
def end_position(position: Position, *, last_day: date, actor: object) -> None:
    """The position is given up; whoever holds it leaves with it. Its history stays."""
    row = lock(position)
    if row.state == PositionState.ENDED:
        raise Refused(_("Diese Stelle ist schon beendet."))
    if last_day > timezone.localdate():
        raise Refused(_("Bitte beenden Sie die Stelle erst, wenn ihr letzter Tag gekommen ist."))
    if row.starts and last_day < row.starts:
        raise Refused(_("Der letzte Tag liegt vor dem Beginn der Stelle."))
    vacate_position(row, last_day=last_day, actor=actor)
    row.state, row.ends, row.permanent = PositionState.ENDED, last_day, False
    row.save(update_fields=["state", "ends", "permanent"])
    record("end_position", row, actor=actor, last_day=str(last_day))


def set_state(row: Position, state: PositionState) -> None:
    row.state = state
    row.save(update_fields=["state"])


@transaction.atomic
def add_funding_period(
    position: Position, programme: str, *, starts: date | None, ends: date | None, actor: object
) -> FundingPeriod:
    period = position.funding_periods.create(programme=programme, starts=starts, ends=ends)
    record("add_funding", position, actor=actor, programme=programme,
           starts=str(starts or ""), ends=str(ends or ""))  # fmt: skip
    return period


@transaction.atomic
def change_funding_period(
    period: FundingPeriod, *, actor: object, **wanted: object
) -> dict[str, list[str]]:
    row = FundingPeriod.objects.select_for_update().get(pk=period.pk)
    changes = apply_wanted(row, wanted)
    if changes:
        record("change_funding", row.position, actor=actor, changes=changes)
    return changes


@transaction.atomic
def remove_funding_period(period: FundingPeriod, *, actor: object) -> None:
    """For what was entered by mistake; a grant that ran out stays in the history."""
    record("remove_funding", period.position, actor=actor, programme=period.programme)
    period.delete()
