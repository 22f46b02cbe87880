"""Who is new in the demo network, and how far they are."""

from datetime import date, datetime, time

from django.utils import timezone

from klimanetz.demo.cast import MANAGER
from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.beginning import actions
from klimanetz.roster.beginning.models import ChecklistItem, Outcome, Side, Step, StepTaken, Tick
from klimanetz.roster.beginning.start import first_day

#: In post for two months, and has ticked the first items.
NEWCOMER = "miriam.schreiber@arnstadt.example"
TICKED = 8
#: They go with newcomers gladly.
READY = (
    "silke.steinmetz@nordhausen.example",
    "till.hagedorn@jena.example",
    "juliane.fromm@muehlhausen-thueringen.example",
)


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
    start = first_day(newcomer)
    Tick.objects.bulk_create(
        Tick(person=newcomer, item=item, done_at=midday(item.due_on(start)))
        for item in ChecklistItem.objects.standing()[:TICKED]
    )
    create_tandems(newcomer)


def midday(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def create_tandems(newcomer: Person) -> None:
    """The manager of the demo is asked; another two go together already."""
    manager = Person.objects.get(email=MANAGER)
    buddies = [manager, *Person.objects.filter(email__in=READY).order_by("pk")]
    for buddy in buddies:
        actions.offer_company(buddy, actor=buddy)
    actions.ask_for_buddy(newcomer, manager, actor=newcomer)
    recent = Person.objects.with_role(*POSITION_ROLES).filter(holdings__starts__isnull=False)
    other = recent.exclude(pk=newcomer.pk).order_by("-holdings__starts", "pk")[0]
    tandem = actions.ask_for_buddy(other, buddies[1], actor=other)
    actions.agree(tandem, Side.BUDDY, actor=buddies[1])
