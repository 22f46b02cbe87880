"""What a post costs and who pays, year by year, exact to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from klimanetz.features.funding.combining import Combination
from klimanetz.features.funding.costing.post import Post


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number comes from: the sum that was done, its source and the day of that."""

    calculation: str
    source: str = ""
    source_url: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A line of a year: `label` as shown, `euros` rounded to the cent, and where they come from."""

    label: str
    euros: Decimal
    origin: Origin


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
    """What one of several authorities pays of the own share, over all the years."""

    name: str
    population: int | None
    by_year: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class CostPlan:
    post: Post
    years: tuple[Year, ...]
    shares: tuple[Share, ...] = ()


def make_plan(
    post: Post,
    initial: Combination | None,
    follow_up: Combination | None,
    *,
    permanent_years: int = 1,
) -> CostPlan:
    """Initial months, follow-up months, then what it costs for good; in euros and cents."""
    raise NotImplementedError


def split(plan: CostPlan, partners: Sequence[tuple[str, int | None]], *, evenly: bool) -> CostPlan:
    """The same plan with the own share of each year divided among partners (name, inhabitants).

    By inhabitants, or evenly; shares of a year add up to its own share to the cent.
    """
    raise NotImplementedError
