"""Where a case stands and what comes next, on the way that its option takes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from klimanetz.core.components import Step, StepState
from klimanetz.features.advising.models import (
    LEFT,
    LIFECYCLE,
    LOST,
    PATH,
    Case,
    Move,
    Option,
    Stage,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Neither the district's coordinator nor a volunteer needs a resolution, a grant, an advertisement.
SHORT = (
    Stage.CONTACT,
    Stage.FIRST_TALK,
    Stage.OPTION_CHOSEN,
    Stage.FILLED,
    Stage.ONBOARDED,
)
SHORT_OPTIONS = frozenset({Option.DISTRICT, Option.VOLUNTEER})
#: What has no place on the way stands where the case was when it came to that.
BESIDE = {Stage.NO_APPLICANT: Stage.ADVERTISED}


def path_of(case: Case, visited: Sequence[str]) -> list[Stage]:
    """The sensible way of its option, with whatever it went through besides."""
    usual = SHORT if case.option in SHORT_OPTIONS else PATH
    return [stage for stage in PATH if stage in usual or stage in visited]


def list_steps(
    case: Case, moves: Sequence[Move], words: "Mapping[Stage, StrOrPromise] | None" = None
) -> list[Step]:
    """`moves` in their order. Of a case that left its way, what was still to come is left out.

    `words` say the stages to those who do not know their names.
    """
    visited = [move.reached for move in moves]
    path = path_of(case, visited)
    place = path.index(find_step(case, moves))
    reached = {move.reached: move for move in moves}
    left = case.stage in LEFT
    return [
        Step(
            str(words[stage] if words else capfirst(stage.label)),
            find_state(index, place, done=stage in visited, left=left, case=case),
            say_hint(case, stage, reached, now=index == place),
        )
        for index, stage in enumerate(path)
    ]


def find_step(case: Case, moves: Sequence[Move]) -> Stage:
    """The step on the way at which the case is, or was when it left it."""
    stage = case.stage
    if stage in LEFT:
        stage = next((m.left for m in reversed(moves) if m.left and m.reached == stage), "")
    found = Stage(stage or Stage.CONTACT)
    return BESIDE.get(found, found)


def find_state(place: int, now: int, *, done: bool, left: bool, case: Case) -> StepState:
    """A step that was jumped over (no grant was asked for) is none."""
    if place < now or (place == now and (left or case.stage == Stage.ONBOARDED)):
        return "done" if done else "skipped"
    if left:
        return "skipped"
    return "now" if place == now else "next"


def say_hint(case: Case, stage: Stage, reached: dict[str, Move], *, now: bool) -> str:
    if now and case.stage == Stage.NO_APPLICANT:
        return _("niemand Geeignetes gefunden")
    if now and stage == Stage.COUNCIL_PAPER and case.council_on:
        return _("Sitzung am %(day)s") % {"day": say_day(case.council_on)}
    if now and stage == Stage.ADVERTISED and case.apply_by:
        return _("Bewerben bis %(day)s") % {"day": say_day(case.apply_by)}
    if stage == Stage.OPTION_CHOSEN and case.option and stage in reached:
        return f"{case.get_option_display()}, {say_day(reached[stage].on)}"
    return say_day(reached[stage].on) if stage in reached else ""


def say_day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def list_ways(case: Case) -> list[Stage]:
    """The stages it may move to: the usual one first, those that end it last."""
    usual = path_of(case, ())
    ways = [Stage(stage) for stage in LIFECYCLE[case.stage]]
    if case.option in SHORT_OPTIONS and case.stage == Stage.OPTION_CHOSEN:
        usual = [stage for stage in usual if stage != Stage.COUNCIL_PAPER]
    elif case.stage == Stage.OPTION_CHOSEN:
        ways.remove(Stage.FILLED)
    order = list(Stage)
    return sorted(ways, key=lambda way: (way in LOST, way not in usual, order.index(way)))
