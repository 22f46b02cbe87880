"""The first three steps after signing in."""

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.people.actions import hide_field, show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.roster.beginning.models import Outcome, Step, StepTaken


@transaction.atomic
def take_step(person: Person, step: Step, *, actor: object) -> None:
    """Done is done, whether it was skipped before or not."""
    Person.objects.select_for_update().get(pk=person.pk)
    if StepTaken.objects.filter(person=person, step=step, outcome=Outcome.DONE).exists():
        return
    StepTaken.objects.update_or_create(
        person=person, step=step, defaults={"outcome": Outcome.DONE, "at": timezone.now()}
    )
    record("take_first_step", person, actor=actor, step=step)


@transaction.atomic
def skip_step(person: Person, step: Step, *, actor: object) -> None:
    """What was done stays done."""
    _taken, skipped = StepTaken.objects.get_or_create(
        person=person, step=step, defaults={"outcome": Outcome.SKIPPED}
    )
    if skipped:
        record("skip_first_step", person, actor=actor, step=step)


@transaction.atomic
def decide_what_others_see(
    person: Person, wishes: dict[Field, Audience | None], *, actor: object
) -> None:
    for field, audience in wishes.items():
        if audience is None:
            hide_field(person, field, actor=actor)
        else:
            show_field(person, field, audience, actor=actor)
    take_step(person, Step.CONSENT, actor=actor)
