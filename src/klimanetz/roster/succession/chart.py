"""The lines of positions as one picture: years as columns, drawn by the server without a script.

Heights are pixels, places across are per cent of the years' room, so that it fits any width.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.roster.strip import Bar, Scale, Year
from klimanetz.roster.succession.lines import Line, Span

#: The picture shows at most so many years before and after this one; bars go on beyond its edge.
YEARS_BACK, YEARS_AHEAD = 3, 4
HEAD, ROW, FUNDED_ROW = 28, 44, 62


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One position; `top` and `height` in pixels, `end` where its term ends."""

    line: Line
    top: int
    height: int
    held: Sequence[Bar]
    vacant: Sequence[Bar]
    funding: Sequence[Bar]
    end: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    rows: Sequence[ChartRow]
    years: Sequence[Year]
    today: float
    height: int

    @property
    def first(self) -> int:
        return self.years[0].number

    @property
    def last(self) -> int:
        return self.years[-1].number


def draw_chart(lines: Sequence[Line]) -> Chart:
    scale = find_scale(lines)
    rows = list(draw_rows(lines, scale))
    bottom = rows[-1].top + rows[-1].height if rows else HEAD
    return Chart(rows, scale.years(), scale.at(timezone.localdate()), bottom)


def find_scale(lines: Iterable[Line]) -> Scale:
    now = timezone.localdate().year
    years = {day.year for line in lines for day in days_of(line)}
    return Scale(
        max(min(years, default=now), now - YEARS_BACK),
        min(max(years | {now + 1}), now + YEARS_AHEAD),
    )


def days_of(line: Line) -> Iterator[date]:
    spans = (*line.holders, *line.funding)
    ends = (line.ends, line.position.ends)
    days = (line.position.starts, *ends, *(day for s in spans for day in (s.starts, s.ends)))
    return (day for day in days if day)


def draw_rows(lines: Iterable[Line], scale: Scale) -> Iterator[ChartRow]:
    top = HEAD
    for line in lines:
        height = FUNDED_ROW if line.funding else ROW
        until = line.position.ends
        yield ChartRow(
            line=line,
            top=top,
            height=height,
            held=draw_bars(line.holders, scale, until),
            vacant=draw_bars(line.vacancies, scale, until, _("unbesetzt")),
            funding=draw_bars(line.funding, scale),
            end=scale.at(line.ends) if line.ends and line.ends.year <= scale.last else None,
        )
        top += height


def draw_bars(
    spans: Iterable[Span], scale: Scale, until: date | None = None, label: str = ""
) -> list[Bar]:
    """Without those that lie beyond the picture; nobody holds a position longer than it lasts."""
    bars = (scale.bar(label or s.label, s.starts, s.ends or until) for s in spans)
    return [bar for bar in bars if bar.width > 0]
