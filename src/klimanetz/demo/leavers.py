"""Who left the demo network lately: a former manager whose data are not erased yet."""

from datetime import timedelta

from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.models import Holding, Membership, Position, PositionState


def create_leavers() -> None:
    """Held a post that is vacant today, until some weeks ago."""
    position = Position.objects.filter(state=PositionState.VACANT).earliest("pk")
    last_day = timezone.localdate() - timedelta(days=40)
    starts = last_day - timedelta(days=700)
    person = Person.objects.create_user(
        "hannes.vogt@gemeinde.example",
        first_name="Hannes",
        last_name="Vogt",
        phone="030 23125 180",
    )
    role = Role(position.kind)
    Membership.objects.create(person=person, role=role, starts=starts, ends=last_day)
    Holding.objects.create(position=position, person=person, starts=starts, ends=last_day)
    record("leave_position", person, actor=person, position=position.pk, last_day=str(last_day))
    record("leave_network", person, actor=person)
