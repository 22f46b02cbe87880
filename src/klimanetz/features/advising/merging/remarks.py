"""What one case cannot say twice: of two plans, days or positions the second, as sentences."""

from collections.abc import Iterator
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.features.advising.models import Case
from klimanetz.features.advising.progress import say_day

DAYS: Final = {
    field.name: field.verbose_name
    for field in Case._meta.fields
    if field.name in {"starts_on", "council_on", "apply_by"}
}


def list_remarks(stays: Case, goes: Case, *, later: Case) -> list[str]:
    """`later` is the one whose plan waits behind the other's."""
    earlier = stays if later is goes else goes
    return [*remark_plan(later, earlier), *remark_facts(stays, goes)]


def remark_plan(later: Case, earlier: Case) -> Iterator[str]:
    planned = (later.next_step, later.next_on)
    if later.next_step and planned != (earlier.next_step, earlier.next_on):
        yield _("Zweiter nächster Schritt: %(step)s.") % {"step": say_step(later)}
    if later.is_paused and later.wake_on:
        yield _("Ein Fall ruhte bis %(day)s: %(reason)s") % {
            "day": say_day(later.wake_on),
            "reason": later.pause_reason,
        }


def say_step(case: Case) -> str:
    if case.next_on is None:
        return f"„{case.next_step}“"
    day = date_format(case.next_on, "SHORT_DATE_FORMAT")
    return _("„%(step)s“ bis %(day)s") % {"step": case.next_step, "day": day}


def remark_facts(stays: Case, goes: Case) -> Iterator[str]:
    """Of what both know, and differently, that of the case that goes."""
    if goes.owner and stays.owner and goes.owner != stays.owner:
        yield _("Um den anderen Fall kümmerte sich %(name)s.") % {"name": goes.owner.full_name}
    if goes.option and stays.option and goes.option != stays.option:
        yield _("Im anderen Fall gewählter Weg: %(way)s.") % {"way": goes.get_option_display()}
    for name, label in DAYS.items():
        here, there = getattr(stays, name), getattr(goes, name)
        if here and there and here != there:
            yield _("Im anderen Fall stand: %(what)s %(day)s.") % {
                "what": label,
                "day": say_day(there),
            }
    if goes.position and stays.position and goes.position != stays.position:
        yield _("Auch aus dem anderen Fall ist eine Stelle entstanden: %(position)s.") % {
            "position": f"{goes.position.get_kind_display()}, {goes.position.authority.name}"
        }
