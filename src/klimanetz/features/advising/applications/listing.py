"""The applications of a case, with since when each stands where it stands and what may follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.applications.models import Step
from klimanetz.features.advising.models import WAITING, Application, Case, Stage
from klimanetz.features.advising.models import ApplicationState as State


class Button(NamedTuple):
    """One way on: what it is called, and the name of its page."""

    label: str | Promise
    url_name: str


SUBMIT = Button(_("Einreichen eintragen"), "application_submit")
ASK_BACK = Button(_("Rückfrage eintragen"), "application_ask_back")
ANSWER = Button(_("Antwort eintragen"), "application_answer_query")
GRANT = Button(_("Bewilligung eintragen"), "application_grant")
REFUSE = Button(_("Ablehnung eintragen"), "application_refuse")
OBJECT = Button(_("Widerspruch eintragen"), "application_object")
WITHDRAW = Button(_("Zurückziehen"), "application_withdraw")

#: The likeliest first; the last one of an undecided application gives it up.
WAYS: dict[str, tuple[Button, ...]] = {
    State.PREPARED: (SUBMIT, WITHDRAW),
    State.SUBMITTED: (GRANT, ASK_BACK, REFUSE, WITHDRAW),
    State.QUERIED: (ANSWER, GRANT, REFUSE, WITHDRAW),
    State.GRANTED: (),
    State.REFUSED: (OBJECT,),
    State.WITHDRAWN: (),
}
#: How a state is coloured.
BADGES = {
    State.PREPARED: "quiet",
    State.SUBMITTED: "wait",
    State.QUERIED: "wait",
    State.GRANTED: "good",
    State.REFUSED: "loss",
    State.WITHDRAWN: "quiet",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An application; `last` is the step that brought it there, where one was entered."""

    it: Application
    last: Step | None = None

    @property
    def since(self) -> date:
        entered = timezone.localdate(self.it.entered_at)
        known = self.last.on if self.last else self.it.decided_on or self.it.submitted_on
        return known or entered

    @property
    def badge(self) -> str:
        return BADGES[State(self.it.state)]

    @property
    def main(self) -> Button | None:
        """The likeliest way on."""
        return next(iter(WAYS[self.it.state]), None)

    @property
    def others(self) -> tuple[Button, ...]:
        return WAYS[self.it.state][1:]

    @property
    def query(self) -> Step | None:
        """What is asked, while nobody has answered."""
        return self.last if self.it.state == State.QUERIED else None

    @property
    def is_overdue(self) -> bool:
        expected = self.it.expected_on
        waits = self.it.state in WAITING
        return bool(waits and expected and expected < timezone.localdate())


#: Since when an application stands in the others, its own days tell.
TOLD_BY_STEPS = frozenset({State.QUERIED, State.WITHDRAWN})


def list_rows(case: Case) -> list[Row]:
    """One query where a query waits for its answer or something was withdrawn, else none."""
    applications = list(case.applications.all())
    asked = [it.pk for it in applications if it.state in TOLD_BY_STEPS]
    steps = Step.objects.filter(application__in=asked).order_by("at", "pk") if asked else ()
    last = {step.application_id: step for step in steps}
    return [Row(it, last.get(it.pk)) for it in applications]


def suggest_stage(case: Case, applications: Iterable[Application]) -> Stage | None:
    """Where the case goes once everything it applied for is decided."""
    every = list(applications)
    if case.stage != Stage.APPLIED or not every or any(it.is_undecided for it in every):
        return None
    states = {it.state for it in every}
    if State.GRANTED in states:
        return Stage.GRANTED
    return Stage.REJECTED if State.REFUSED in states else None
