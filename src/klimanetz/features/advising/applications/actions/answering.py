"""The day by which those who decide want an answer is a day of the case: nobody misses it."""

from datetime import date

from django.utils.translation import gettext as _

from klimanetz.features.advising.actions import set_next, suggest_next
from klimanetz.features.advising.models import Application
from klimanetz.features.advising.rules import can_plan


def plan_answer(application: Application, by: date | None, *, actor: object) -> None:
    """The case's next step, where nothing else comes before it."""
    case = application.case
    if by and can_plan(case) and (case.next_on is None or by < case.next_on):
        set_next(case, say_answer(application), by, actor=actor)


def forget_answer(application: Application, *, actor: object) -> None:
    """It was given, or is not asked for any more: what is usual in the stage comes next."""
    case = application.case
    if can_plan(case) and case.next_step == say_answer(application):
        usual = suggest_next(case.stage, council_on=case.council_on, apply_by=case.apply_by)
        set_next(case, usual.text, usual.on, actor=actor)


def say_answer(application: Application) -> str:
    return _("Rückfrage zu „%(name)s“ beantworten") % {"name": application.name}
