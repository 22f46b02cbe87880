"""The plan as it is shown: lines, years, shares."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from klimanetz.features.funding.combining import Combination
from klimanetz.features.funding.costing.origin import QUIET, Origin
from klimanetz.features.funding.costing.post import Post


@dataclass(frozen=True, slots=True)
class Amount:
    """A line of a year: `label` as shown, `euros` rounded to the cent, and where they come from.

    `kind` names a cost, or the level that grants. `certain`: nothing about it is only supposed.
    """

    label: str
    euros: Decimal
    origin: Origin
    kind: str = ""
    certain: bool = True

    @property
    def caution(self) -> str:
        """What is not sure about it, in a word or two; empty where nothing is."""
        if self.origin.standing not in QUIET:
            return str(self.origin.standing.label)
        return "" if self.certain else _("noch nicht sicher")


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year of the plan, which may begin or end within it.

    `total == sum(costs) == sum(grants) + own_share`, to the cent. `phase` is "initial",
    "follow_up" or "permanent"; a year in which one ends and another begins stands once for each.
    """

    year: int
    months: int
    phase: str
    costs: tuple[Amount, ...]
    grants: tuple[Amount, ...]
    own_share: Decimal

    @property
    def total(self) -> Decimal:
        return sum((one.euros for one in self.costs), Decimal(0))


@dataclass(frozen=True, slots=True)
class Share:
    """What one of several authorities pays of the own share, over all the years.

    `weight` is what it was divided by: its inhabitants, or 1 where all bear the same.
    """

    name: str
    population: int | None
    by_year: tuple[Decimal, ...]
    weight: int = 1

    @property
    def total(self) -> Decimal:
        return sum(self.by_year, Decimal(0))


@dataclass(frozen=True, slots=True)
class CostPlan:
    """`notes` say what was supposed; `initial` and `follow_up` are what was reckoned with."""

    post: Post
    years: tuple[Year, ...]
    shares: tuple[Share, ...] = ()
    notes: tuple[str, ...] = ()
    initial: Combination | None = None
    follow_up: Combination | None = None
    permanent_years: int = 0

    @property
    def certain(self) -> bool:
        return all(one.certain for year in self.years for one in year.grants)

    @property
    def total(self) -> Decimal:
        return sum((year.total for year in self.years), Decimal(0))

    @property
    def own_share(self) -> Decimal:
        return sum((year.own_share for year in self.years), Decimal(0))
