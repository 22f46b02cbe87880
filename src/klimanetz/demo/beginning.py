"""Who is new in the demo network, and how far they are."""

from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.beginning.models import ChecklistItem, Outcome, Step, StepTaken, Tick

#: In post for three months, and has ticked the first items.
NEWCOMER = "miriam.schreiber@arnstadt.example"
TICKED = 8


def create_beginnings() -> None:
    """Everyone else was led through the first steps long ago."""
    settled = Person.objects.with_role(*POSITION_ROLES).exclude(email=NEWCOMER)
    StepTaken.objects.bulk_create(
        StepTaken(person=person, step=step, outcome=Outcome.DONE)
        for person in settled.order_by("pk")
        for step in Step
    )
    newcomer = Person.objects.get(email=NEWCOMER)
    StepTaken.objects.create(person=newcomer, step=Step.PROFILE, outcome=Outcome.DONE)
    Tick.objects.bulk_create(
        Tick(person=newcomer, item=item) for item in ChecklistItem.objects.standing()[:TICKED]
    )
