"""What the register and the roster know about a town already, so that nobody is asked for it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.coverage import COVERING_ROLES
from klimanetz.roster.models import Position, PositionState


@dataclass(frozen=True, slots=True)
class Serving:
    """A filled post that works for the town: its own, or one of somebody else."""

    kind: str
    authority: Authority
    own: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    authority: Authority
    population: int | None
    population_on: date | None
    serving: tuple[Serving, ...]

    @property
    def has_manager(self) -> bool:
        return any(one.own for one in self.serving)


def learn(authority: Authority) -> Knowledge:
    """One query; needs the association and the district at hand."""
    return Knowledge(
        authority, authority.population, authority.population_on, tuple(find_serving(authority))
    )


def find_serving(authority: Authority) -> list[Serving]:
    association = authority.association
    office = association.administered_by_id if association else None
    over = [authority.parent_id, authority.association_id, office]
    above = Q(authority__in=[pk for pk in over if pk])
    filled = Position.objects.filter(state=PositionState.FILLED)
    positions = (
        filled.filter(Q(authority=authority) | Q(serves=authority) | above)
        .filter(kind__in=COVERING_ROLES)
        .select_related("authority")
        .distinct()
    )
    found = {
        (one.authority_id, one.kind): Serving(
            str(Role(one.kind).label), one.authority, one.authority_id == authority.pk
        )
        for one in positions.order_by("authority__name", "kind", "pk")
    }
    return sorted(found.values(), key=lambda one: not one.own)
