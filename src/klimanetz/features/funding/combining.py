"""Which grants may be taken together for the same costs, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from klimanetz.features.funding.assessing import Assessment
from klimanetz.features.funding.models.vocabulary import Purpose


@dataclass(frozen=True, slots=True)
class Combination:
    """Grants in the order in which they are taken, for one purpose, over the same months.

    `ceiling`: percents of the eligible costs that all together may reach. `certain`: each part
    answers yes, and that they go together is known, not supposed. `open_points` say what is not.
    """

    purpose: Purpose
    parts: tuple[Assessment, ...]
    ceiling: Decimal
    certain: bool
    open_points: tuple[str, ...] = ()


def combine(assessments: Iterable[Assessment]) -> list[Combination]:
    """Every combination that no rule excludes, none of a part that answers no; the best first.

    Certain ones stand before uncertain ones, then by how much they pay of the costs.
    """
    raise NotImplementedError
