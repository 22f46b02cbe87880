"""The day by which those who decide want an answer is a day of the case: nobody misses it."""

from datetime import date

from django.utils.translation import gettext as _

from klimanetz.features.advising.actions import set_next, suggest_next
from klimanetz.features.advising.models import Application
from klimanetz.features.advising.rules import can_plan

#: Between the answer and what was planned before it came to that.
THEN = "; "


def plan_answer(application: Application, by: date | None, *, actor: object) -> None:
    """The case's next step, where nothing else comes before it; what was planned comes after."""
    case = application.case
    if by and can_plan(case) and (case.next_on is None or by < case.next_on):
        steps = [say_answer(application), case.next_step]
        set_next(case, THEN.join(filter(None, steps))[:200], by, actor=actor)


def forget_answer(application: Application, *, actor: object) -> None:
    """It was given, or is not asked for any more: what was planned, or is usual, comes next."""
    case = application.case
    before, asked, planned = case.next_step.partition(say_answer(application))
    if can_plan(case) and asked and not before:
        usual = suggest_next(case.stage, council_on=case.council_on, apply_by=case.apply_by)
        set_next(case, planned.removeprefix(THEN) or usual.text, usual.on, actor=actor)


def say_answer(application: Application) -> str:
    return _("Rückfrage zu „%(name)s“ beantworten") % {"name": application.name}
