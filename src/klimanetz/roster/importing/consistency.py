"""What a line says may fit itself and yet not what is known: an end before a known beginning."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from django.utils.translation import gettext as _

from klimanetz.roster.importing.columns import LABELS, Field
from klimanetz.roster.importing.differences import Difference, show
from klimanetz.roster.importing.matching import Match
from klimanetz.roster.importing.questions import Question, leave_empty
from klimanetz.roster.importing.snapshot import KnownPeriod, KnownPosition

type Span = tuple[Field, date | None, Field, date | None]


def find_contradictions(match: Match, difference: Difference) -> list[Question]:
    """Asks about the cell that the line has, the end before the beginning."""
    questions = []
    for begins, starts, ends, end in spans(match, difference):
        if starts and end and end < starts:
            about = ends if match.entry.cells.get(ends) else begins
            text = _("%(label)s: das Ende (%(end)s) liegt vor dem Beginn (%(start)s).") % {
                "label": LABELS[about],
                "end": show(end),
                "start": show(starts),
            }
            written = match.entry.cells.get(about, "")
            questions.append(
                Question(match.entry.line, about, text, (leave_empty(about),), about, written)
            )
    return questions


def spans(match: Match, difference: Difference) -> Iterator[Span]:
    """The beginnings and ends that would stand in the database afterwards."""
    if position := match.position:
        yield span(Field.STARTS, Field.ENDS, difference.position_fields, position)
    if match.holding and difference.holding_starts:
        yield Field.STARTS, difference.holding_starts, Field.ENDS, match.holding.ends
    if period := difference.period:
        fields = difference.period_fields
        yield span(Field.FUNDING_STARTS, Field.FUNDING_ENDS, fields, period)
    for pk, _starts, ends in match.person.memberships.values() if match.person else ():
        if pk == difference.membership:
            yield Field.MEMBER_SINCE, difference.member_since, Field.MEMBER_SINCE, ends


def span(
    begins: Field, ends: Field, fields: Mapping[str, object], known: KnownPosition | KnownPeriod
) -> Span:
    starts, end = fields.get("starts", known.starts), fields.get("ends", known.ends)
    return begins, cast("date | None", starts), ends, cast("date | None", end)
