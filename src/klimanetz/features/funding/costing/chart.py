"""A plan as one picture: a bar for each year, drawn by the server without a script.

Heights are pixels, places across are per cent of the picture's width, so that it fits any screen.
Parts are told apart by their patterns, not by their colours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from klimanetz.features.funding.costing.plan import CostPlan, Year
from klimanetz.features.funding.costing.rounding import NOTHING
from klimanetz.features.funding.costing.showing import title_of
from klimanetz.features.funding.models import Level

ROW, BAR, LABEL = 64, 26, 20
OWN = "own"
#: From left to right; each names its pattern and class.
KINDS = (Level.EU.value, Level.FEDERAL.value, Level.STATE.value, OWN)


@dataclass(frozen=True, slots=True)
class Part:
    """`left` and `width` in per cent of the picture."""

    kind: str
    left: float
    width: float
    title: str
    euros: Decimal
    certain: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """`top` in pixels."""

    year: Year
    title: str
    top: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    kinds: tuple[tuple[str, str], ...]
    height: int
    certain: bool

    @property
    def first(self) -> int:
        return self.bars[0].year.year

    @property
    def last(self) -> int:
        return self.bars[-1].year.year


def draw_chart(plan: CostPlan) -> Chart:
    """The longest bar is as wide as the picture."""
    most = max(year.total for year in plan.years)
    bars = tuple(
        Bar(year, title_of(year), index * ROW, tuple(list_parts(year, most)))
        for index, year in enumerate(plan.years)
    )
    shown = {part.kind for bar in bars for part in bar.parts}
    names = names_of_kinds()
    kinds = tuple((kind, names[kind]) for kind in KINDS if kind in shown)
    return Chart(bars, kinds, len(bars) * ROW, plan.certain)


def names_of_kinds() -> dict[str, str]:
    return {
        Level.EU: _("Förderung der EU"),
        Level.FEDERAL: _("Förderung des Bundes"),
        Level.STATE: _("Förderung des Landes"),
        OWN: _("Eigenanteil"),
    }


def list_parts(year: Year, most: Decimal) -> Iterator[Part]:
    """Grants of one level together, then what is left to pay."""
    names, left = names_of_kinds(), NOTHING
    for kind in KINDS:
        euros = euros_of(year, kind)
        if euros > 0:
            certain = all(one.certain for one in year.grants if one.kind == kind)
            yield Part(kind, share(left, most), share(euros, most), names[kind], euros, certain)
            left += euros


def euros_of(year: Year, kind: str) -> Decimal:
    if kind == OWN:
        return year.own_share
    return sum((one.euros for one in year.grants if one.kind == kind), NOTHING)


def share(euros: Decimal, most: Decimal) -> float:
    return round(float(100 * euros / most), 3) if most else 0.0
