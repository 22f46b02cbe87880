"""The sheet of pieces: runs of months during which the same grants are paid, with who pays what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from klimanetz.features.funding.costing.grants import Payer
from klimanetz.features.funding.costing.months import Row, month_at, number_of
from klimanetz.features.funding.costing.salary import (
    BASE_MONTHS,
    find_special,
    reckon_personnel,
)
from klimanetz.features.funding.costing.showing import names_of_phases
from klimanetz.features.funding.costing.workbook.cells import (
    MONTH,
    head,
    put,
    reckon,
    rounded,
    rounded_down,
    span,
)
from klimanetz.features.funding.costing.workbook.inputs import Inputs
from klimanetz.features.funding.costing.workbook.outline import Outline
from klimanetz.features.funding.costing.workbook.pay import Months

#: Columns: pay, special payment and employer's share of the row so far; eligible costs; room.
PAY, SPECIAL, EMPLOYER, ELIGIBLE, ROOM, FIRST_GRANT = 5, 6, 7, 8, 9, 10


@dataclass(frozen=True, slots=True)
class Run:
    """Months `begins` to `ends` (not included) of the plan; `number` is its row of the sheet."""

    number: int
    row: Row
    begins: int
    ends: int

    def cell(self, column: int) -> str:
        return cell(column, self.number)


@dataclass(frozen=True, slots=True)
class Pieces:
    sheet: Worksheet
    whole: Outline
    inputs: Inputs
    months: Months
    runs: Sequence[Run]

    def runs_of(self, row: Row) -> list[Run]:
        return [run for run in self.runs if run.row is row]

    def grants(self, row: Row, which: int) -> str:
        """What one grant pays of a row of the plan, as a span."""
        runs = self.runs_of(row)
        return span(self.sheet, FIRST_GRANT + which, runs[0].number, runs[-1].number)


def cell(column: int, number: int) -> str:
    return f"${get_column_letter(column)}${number}"


def write_pieces(sheet: Worksheet, whole: Outline, inputs: Inputs, months: Months) -> Pieces:
    numbers = count(2)
    runs = [
        Run(next(numbers), row, begins, ends)
        for row in whole.rows
        for begins, ends in whole.pieces_of(row)
    ]
    pieces = Pieces(sheet, whole, inputs, months, runs)
    write_heads(sheet, [payer.part.terms.programme_name for _phase, payer in whole.payers])
    for run in runs:
        write_costs(pieces, run)
        write_grants(pieces, run)
    return pieces


def write_heads(sheet: Worksheet, programmes: list[str]) -> None:
    labels = (
        _("von"), _("bis"), _("Abschnitt"), _("Jahr"), _("Entgelt bisher"),
        _("Jahressonderzahlung bisher"), _("Arbeitgeberanteil bisher"), _("förderfähig"),
        _("höchstens zusammen"), *programmes,
    )  # fmt: skip
    head(sheet, 1, labels, (12, 12, 22, 8, *[20] * (len(labels) - 4)))


def write_costs(pieces: Pieces, run: Run) -> None:
    """Of the row of the plan up to the end of this piece; and what of it is eligible here."""
    sheet, named, starts = pieces.sheet, pieces.inputs.named, pieces.whole.plan.post.starts
    put(sheet, run.number, 1, month_at(starts, run.begins), MONTH)
    put(sheet, run.number, 2, month_at(starts, run.ends - 1), MONTH)
    put(sheet, run.number, 3, names_of_phases()[run.row.phase.name])
    put(sheet, run.number, 4, run.row.year)
    paid = pieces.months.pay(run.row.begins, run.ends)
    reckon(sheet, run.number, PAY, rounded(f"SUM({paid})*{named['share']}"))
    reckon(sheet, run.number, SPECIAL, special_of(pieces, run))
    both = f"({run.cell(PAY)}+{run.cell(SPECIAL)})"
    rates = f"({named['statutory']}+{named['supplementary']})"
    reckon(sheet, run.number, EMPLOYER, rounded(f"{both}*{rates}/100"))
    now = f"SUM({run.cell(PAY)}:{run.cell(EMPLOYER)})"
    before = f"-SUM({cell(PAY, run.number - 1)}:{cell(EMPLOYER, run.number - 1)})"
    eligible = now if run.begins == run.row.begins else now + before
    reckon(sheet, run.number, ELIGIBLE, f"ROUND({eligible},2)")


def special_of(pieces: Pieces, run: Run) -> str:
    whole = pieces.whole
    post, year = whole.plan.post, run.row.year
    if reckon_personnel(post, run.row.begins, run.ends, whole.leaves).special is None:
        return "0"
    special = find_special(post, year)
    first = number_of(post.starts, date(year, 1, 1)) - 1
    paid = [first + month for month in BASE_MONTHS if first + month >= 0] or [0]
    months = pieces.months.pay(paid[0], paid[-1] + 1)
    base = rounded(f"SUM({months})*{pieces.inputs.named['share']}/{len(paid)}")
    rate = pieces.inputs.special[special.rule.from_year]
    return rounded(f"{rate}*{base}/100*{special.months}/12")


def write_grants(pieces: Pieces, run: Run) -> None:
    """Each up to its own limits and to what those before it have left."""
    payers = [one for one in pieces.whole.payers_of(run.row.phase) if run.begins < one[1].ends]
    if not payers:
        return
    ceiling = pieces.inputs.ceilings[run.row.phase.name]
    room = rounded_down(f"{run.cell(ELIGIBLE)}*MIN(100,{ceiling})/100")
    reckon(pieces.sheet, run.number, ROOM, room)
    left = run.cell(ROOM)
    for which, payer in payers:
        column = FIRST_GRANT + which
        reckon(pieces.sheet, run.number, column, grant_of(pieces, run, which, payer, left))
        left += f"-{run.cell(column)}"


def grant_of(pieces: Pieces, run: Run, which: int, payer: Payer, left: str) -> str:
    asked, column = pieces.inputs.grants[which], FIRST_GRANT + which
    paid_in = [one.number for one in pieces.runs if payer.begins <= one.begins < payer.ends]
    first, last = paid_in[0], paid_in[-1]
    wanted = wanted_of(run, asked.rate, payer)
    spent = f"-SUM({cell(column, first)}:{cell(column, run.number - 1)})"
    cap = asked.cap + (spent if run.number > first else "")
    most = f"MIN({wanted},{left},IF(ISBLANK({asked.cap}),{wanted},{cap}))"
    eligible = f"SUM({cell(ELIGIBLE, first)}:{cell(ELIGIBLE, last)})"
    return f"IF(ROUND({eligible},2)<{asked.least},0,ROUND(MAX(0,{most}),2))"


def wanted_of(run: Run, rate: str, payer: Payer) -> str:
    """Percents of the eligible costs, or the months' part of a fixed sum."""
    if payer.part.tier and payer.part.tier.percent is not None:
        return rounded_down(f"{run.cell(ELIGIBLE)}*{rate}/100")
    until, before = run.ends - payer.begins, run.begins - payer.begins
    parts = [rounded_down(f"{rate}*{months}/{payer.months}") for months in (until, before)]
    return f"({parts[0]}-{parts[1]})"
