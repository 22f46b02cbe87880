"""Two sheets: monthly pay by step as it rises, and each month with what it is paid."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from openpyxl.worksheet.worksheet import Worksheet

from klimanetz.features.funding.costing.months import month_at
from klimanetz.features.funding.costing.salary import RISE_MONTH, rises_until, table_at
from klimanetz.features.funding.costing.showing import names_of_phases
from klimanetz.features.funding.costing.tables import PAY_TABLES, STEP_TIMES, STEPS
from klimanetz.features.funding.costing.workbook.cells import (
    EUROS,
    MONTH,
    head,
    put,
    reckon,
    rounded,
    span,
)
from klimanetz.features.funding.costing.workbook.inputs import Inputs
from klimanetz.features.funding.costing.workbook.outline import Outline

PAY_COLUMN = 4


@dataclass(frozen=True, slots=True)
class Months:
    """The sheet of months; the first month of the plan stands in its second row."""

    sheet: Worksheet

    def pay(self, begins: int, ends: int) -> str:
        """Full-time pay of months `begins` to `ends` (not included), as a span."""
        return span(self.sheet, PAY_COLUMN, begins + 2, ends + 1)


def write_pay(sheet: Worksheet, whole: Outline, inputs: Inputs) -> dict[date, int]:
    """The row of each day from which other pay holds."""
    head(sheet, 1, [_("gilt ab"), *map(step_label, range(1, STEPS + 1))], [14] + [14] * STEPS)
    rows = {table.valid_from: number for number, table in enumerate(PAY_TABLES, start=2)}
    for table in PAY_TABLES:
        put(sheet, rows[table.valid_from], 1, table.valid_from, MONTH)
        for step, pay in enumerate(table.monthly[whole.plan.post.group], start=1):
            put(sheet, rows[table.valid_from], step + 1, pay, EUROS)
    last = month_at(whole.plan.post.starts, whole.months - 1)
    for number in range(1, rises_until(last) + 1):
        day = date(PAY_TABLES[-1].valid_from.year + number, RISE_MONTH, 1)
        rows[day] = len(rows) + 2
        write_rise(sheet, rows[day], day, inputs)
    return rows


def step_label(step: int) -> str:
    return _("Stufe %(step)s") % {"step": step}


def write_rise(sheet: Worksheet, row: int, day: date, inputs: Inputs) -> None:
    put(sheet, row, 1, day, MONTH)
    for step in range(1, STEPS + 1):
        before = span(sheet, step + 1, row - 1, row - 1).partition(":")[0]
        formula = rounded(f"{before}*(100+{inputs.named['rise']})/100")
        reckon(sheet, row, step + 1, formula)


def write_months(sheet: Worksheet, whole: Outline, pay: Worksheet, rows: dict[date, int]) -> Months:
    labels = (_("Monat"), _("Abschnitt"), _("Stufe"), _("Entgelt einer vollen Stelle"))
    head(sheet, 1, labels, (12, 22, 8, 26))
    post, names = whole.plan.post, names_of_phases()
    for phase in whole.phases:
        for number in range(phase.begins, phase.ends):
            month, step = month_at(post.starts, number), STEP_TIMES.step_after(number, post.step)
            put(sheet, number + 2, 1, month, MONTH)
            put(sheet, number + 2, 2, names[phase.name])
            put(sheet, number + 2, 3, step)
            row = rows[pay_day(month)]
            found = span(pay, step + 1, row, row).partition(":")[0]
            reckon(sheet, number + 2, PAY_COLUMN, found)
    return Months(sheet)


def pay_day(month: date) -> date:
    """From which day the pay of a month holds."""
    if rises := rises_until(month):
        return date(PAY_TABLES[-1].valid_from.year + rises, RISE_MONTH, 1)
    return table_at(month).valid_from
