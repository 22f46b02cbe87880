"""What will be created, worked out before it is: the preview and the deed read the same plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from klimanetz.features.advising.filling.proposal import list_granted
from klimanetz.features.advising.models import Application, Case
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import Holding, Position, PositionState


@dataclass(frozen=True, slots=True)
class Plan:
    """`person` is who has the address already, `position` one that waits there for somebody.

    `elsewhere` are other positions that the person has and keeps. `invites`: the person is not
    yet a member in this role and is asked to come.
    """

    authority: Authority
    serves: Sequence[Authority]
    kind: Role
    share: Decimal
    starts: date
    ends: date | None
    first_name: str
    last_name: str
    email: str
    grants: Sequence[Application]
    person: Person | None
    position: Position | None
    elsewhere: Sequence[Holding]
    invites: bool

    @property
    def name(self) -> str:
        """Whom the network knows keeps the name by which it knows them."""
        return self.person.full_name if self.person else f"{self.first_name} {self.last_name}"

    @property
    def renames(self) -> bool:
        said = (self.first_name, self.last_name)
        return self.person is not None and (self.person.first_name, self.person.last_name) != said


def make_plan(case: Case, said: dict[str, Any]) -> Plan:
    """`said` is what a valid `FillCaseForm` says."""
    kind, place = Role(said["kind"]), said["authority"]
    person = Person.objects.with_email(said["email"]).first()
    held = list_held(person)
    position = next((it.position for it in held if fits(it.position, place, kind)), None)
    facts = {name: said[name] for name in ("share", "starts", "ends", "first_name", "last_name")}
    return Plan(
        authority=place,
        serves=[one for one in said["serves"] if one != place],
        kind=kind,
        email=said["email"],
        grants=list_granted(case),
        person=person,
        position=position or find_waiting(place, kind),
        elsewhere=[one for one in held if one.position != position],
        invites=person is None or kind not in person.roles,
        **facts,
    )


def list_held(person: Person | None) -> list[Holding]:
    """Today's positions, and those that begin later."""
    if person is None:
        return []
    standing = Q(ends__isnull=True) | Q(ends__gte=timezone.localdate())
    rows = Holding.objects.filter(standing, person=person).select_related("position__authority")
    return [one for one in rows.order_by("pk") if one.position.state != PositionState.ENDED]


def fits(position: Position, place: Authority, kind: Role) -> bool:
    return position.authority_id == place.pk and position.kind == kind


def find_waiting(place: Authority, kind: Role) -> Position | None:
    """A position of this kind that nobody has and nobody will take up."""
    taken = Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gte=timezone.localdate()))
    free = Position.objects.filter(
        authority=place, kind=kind, state__in=(PositionState.VACANT, PositionState.PLANNED)
    )
    return free.exclude(pk__in=taken.values("position")).order_by("pk").first()
