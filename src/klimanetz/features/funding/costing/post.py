"""A post as it is planned: what it costs depends on nothing else."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

#: What one may change; each default is named with its origin where it is shown.
WORKPLACE_A_YEAR: Final = Decimal("9700.00")
TRAVEL_A_YEAR: Final = Decimal("1000.00")


@dataclass(frozen=True, slots=True)
class Post:
    """`group` and `step` as the pay table names them (`E11`, 3). `share` of full time, above 0.

    `rise` percents a year are assumed after the last dated table. Euros a year are of the whole
    post, not of its share.
    """

    group: str
    step: int
    share: Decimal
    starts: date
    rise: Decimal = Decimal("2.00")
    workplace: Decimal = WORKPLACE_A_YEAR
    travel: Decimal = TRAVEL_A_YEAR
