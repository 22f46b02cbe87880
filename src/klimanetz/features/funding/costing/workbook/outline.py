"""What the sheets are made of: the months, rows and grants that the plan was reckoned from."""

from collections.abc import Iterator
from dataclasses import dataclass

from klimanetz.features.funding.costing.amounts import CostPlan
from klimanetz.features.funding.costing.grants import Payer, reckon_grants
from klimanetz.features.funding.costing.months import Phase, Row, cut_row, list_phases, list_rows


@dataclass(frozen=True, slots=True)
class Outline:
    """`payers` in the order of the plan; `leaves` the month after the last, None if it goes on."""

    plan: CostPlan
    phases: tuple[Phase, ...]
    rows: tuple[Row, ...]
    payers: tuple[tuple[Phase, Payer], ...]
    leaves: int | None

    @property
    def months(self) -> int:
        return self.phases[-1].ends

    def payers_of(self, phase: Phase) -> list[tuple[int, Payer]]:
        """With their number among all."""
        found = enumerate(self.payers)
        return [(number, payer) for number, (of, payer) in found if of is phase]

    def pieces_of(self, row: Row) -> Iterator[tuple[int, int]]:
        yield from cut_row(row, [payer.ends for _number, payer in self.payers_of(row.phase)])


def outline(plan: CostPlan) -> Outline:
    phases = tuple(list_phases(plan.initial, plan.follow_up, plan.permanent_years))
    rows = tuple(list_rows(plan.post.starts, phases))
    leaves = None if plan.permanent_years else phases[-1].ends
    payers = tuple(
        (phase, payer)
        for phase in phases
        for payer in reckon_grants(
            plan.post, phase, [row for row in rows if row.phase is phase], leaves
        )
    )
    return Outline(plan, phases, rows, payers, leaves)
