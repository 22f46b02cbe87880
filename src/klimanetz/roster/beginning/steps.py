"""Where somebody stands among the first three steps."""

from collections.abc import Mapping

from klimanetz.core.components import Step as Shown
from klimanetz.core.components import StepState
from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.beginning.models import Outcome, Step, StepTaken

#: What the page of a step is called.
PAGES: Mapping[Step, str] = {
    Step.PROFILE: "welcome_profile",
    Step.CONSENT: "welcome_consent",
    Step.CALENDAR: "welcome_calendar",
}
#: How a step is named in an address.
SLUGS: Mapping[Step, str] = {
    Step.PROFILE: "angaben",
    Step.CONSENT: "sichtbarkeit",
    Step.CALENDAR: "kalender",
}


def steps_taken(person: Person) -> dict[str, str]:
    """Step to outcome; one query."""
    return dict(StepTaken.objects.filter(person=person).values_list("step", "outcome"))


def next_step(person: Person) -> Step | None:
    """The first step not yet taken of somebody who works at an authority; else nothing."""
    if person.roles.isdisjoint(POSITION_ROLES):
        return None
    taken = steps_taken(person)
    return next((step for step in Step if step not in taken), None)


def draw_steps(person: Person, now: Step) -> list[Shown]:
    taken = steps_taken(person)
    return [Shown(str(step.label), state_of(step, now, taken)) for step in Step]


def state_of(step: Step, now: Step, taken: Mapping[str, str]) -> StepState:
    if step == now:
        return "now"
    if step not in taken:
        return "next"
    return "done" if taken[step] == Outcome.DONE else "skipped"
