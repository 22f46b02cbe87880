"""Where a position stands in its life, as steps from planned to permanent or ended."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.core.components import Step
from klimanetz.roster.models import FundingPeriod, Position, PositionState

#: A follow-up grant needs a council resolution and months of lead.
FOLLOW_UP_LEAD = timedelta(days=365)


def lifecycle(position: Position, periods: Sequence[FundingPeriod]) -> list[Step]:
    return [
        planned(position),
        funded(position, periods),
        filled(position),
        follow_up(position),
        last(position),
    ]


def planned(position: Position) -> Step:
    if position.state != PositionState.PLANNED:
        return Step(_("geplant"), "done")
    hint = _("ab %(day)s") % {"day": day(position.starts)} if position.starts else ""
    return Step(_("geplant"), "now", hint)


def funded(position: Position, periods: Sequence[FundingPeriod]) -> Step:
    if periods:
        return Step(_("gefördert"), "done", periods[-1].programme)
    ahead = position.state == PositionState.PLANNED
    hint = _("keine Förderung eingetragen")
    return Step(_("gefördert"), "next" if ahead else "skipped", hint)


def filled(position: Position) -> Step:
    match position.state:
        case PositionState.FILLED if not is_due(position) and not position.permanent:
            return Step(_("besetzt"), "now")
        case PositionState.FILLED | PositionState.ENDED:
            return Step(_("besetzt"), "done")
        case PositionState.VACANT:
            return Step(_("unbesetzt"), "now", _("gesucht wird eine Nachfolge"))
        case _:
            return Step(_("besetzt"), "next")


def follow_up(position: Position) -> Step:
    label = _("Anschluss klären")
    if position.permanent or position.state == PositionState.ENDED:
        return Step(label, "done" if position.permanent else "skipped")
    hint = _("endet am %(day)s") % {"day": day(position.ends)} if position.ends else ""
    filled_now = position.state == PositionState.FILLED
    return Step(label, "now" if is_due(position) and filled_now else "next", hint)


def last(position: Position) -> Step:
    if position.state == PositionState.ENDED:
        return Step(_("beendet"), "done", day(position.ends))
    if position.permanent:
        return Step(_("verstetigt"), "now" if position.state == PositionState.FILLED else "done")
    return Step(_("verstetigt oder beendet"), "next")


def is_due(position: Position) -> bool:
    """Within a year of its end, and after it while nobody has said what became of it."""
    return position.ends is not None and position.ends <= timezone.localdate() + FOLLOW_UP_LEAD


def day(date_: object) -> str:
    return date_format(date_, "SHORT_DATE_FORMAT") if date_ else ""  # type: ignore[arg-type]
