"""The sheet of years: what the post costs and who pays, as on the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from klimanetz.features.funding.costing.months import Row
from klimanetz.features.funding.costing.showing import names_of_phases
from klimanetz.features.funding.costing.workbook import pieces as of_pieces
from klimanetz.features.funding.costing.workbook.cells import (
    BOLD,
    address,
    head,
    put,
    reckon,
    rounded,
)
from klimanetz.features.funding.costing.workbook.pieces import Pieces

YEAR, MONTHS, PHASE, PAY, SPECIAL, EMPLOYER, WORKPLACE, TRAVEL, TOTAL, FIRST_GRANT = range(1, 11)


@dataclass(frozen=True, slots=True)
class Years:
    """The first year stands in the second row; `own` is the column of the own share."""

    sheet: Worksheet
    own: int
    count: int


def write_years(sheet: Worksheet, pieces: Pieces) -> Years:
    programmes = list(
        dict.fromkeys(payer.part.terms.programme_name for _phase, payer in pieces.whole.payers)
    )
    own = FIRST_GRANT + len(programmes)
    labels = (
        _("Jahr"), _("Monate"), _("Abschnitt"), _("Entgelt"), _("Jahressonderzahlung"),
        _("Arbeitgeberanteil"), _("Arbeitsplatz"), _("Dienstreisen"), _("Kosten"),
        *programmes, _("Eigenanteil"),
    )  # fmt: skip
    head(sheet, 1, labels, (8, 8, 22, *[20] * (len(labels) - 3)))
    for index in range(len(pieces.whole.rows)):
        write_year(sheet, pieces, index, programmes)
    write_sum(sheet, len(pieces.whole.rows) + 2, own)
    return Years(sheet, own, len(pieces.whole.rows))


def write_year(sheet: Worksheet, pieces: Pieces, index: int, programmes: list[str]) -> None:
    row, number = pieces.whole.rows[index], index + 2
    write_costs(sheet, pieces, row, number)
    for column, programme in enumerate(programmes, start=FIRST_GRANT):
        found_in = [
            pieces.grants(row, which)
            for which, payer in pieces.whole.payers_of(row.phase)
            if payer.part.terms.programme_name == programme
        ]
        reckon(sheet, number, column, f"ROUND(SUM({','.join(found_in)}),2)" if found_in else "0")
    own = FIRST_GRANT + len(programmes)
    granted = f"-SUM({cells(FIRST_GRANT, own - 1, number)})" if programmes else ""
    reckon(sheet, number, own, f"ROUND({cells(TOTAL, TOTAL, number)}{granted},2)")


def write_costs(sheet: Worksheet, pieces: Pieces, row: Row, number: int) -> None:
    last = pieces.runs_of(row)[-1].number
    put(sheet, number, YEAR, row.year)
    put(sheet, number, MONTHS, row.months)
    put(sheet, number, PHASE, names_of_phases()[row.phase.name])
    for column, found in (
        (PAY, of_pieces.PAY),
        (SPECIAL, of_pieces.SPECIAL),
        (EMPLOYER, of_pieces.EMPLOYER),
    ):
        reckon(sheet, number, column, address(pieces.sheet, last, found))
    for column, name in ((WORKPLACE, "workplace"), (TRAVEL, "travel")):
        reckon(sheet, number, column, rounded(f"{pieces.inputs.named[name]}*{row.months}/12"))
    reckon(sheet, number, TOTAL, f"ROUND(SUM({cells(PAY, TRAVEL, number)}),2)")


def write_sum(sheet: Worksheet, number: int, own: int) -> None:
    put(sheet, number, YEAR, _("Zusammen"))
    for column in range(PAY, own + 1):
        letter = get_column_letter(column)
        reckon(sheet, number, column, f"ROUND(SUM({letter}2:{letter}{number - 1}),2)")
        sheet.cell(number, column).font = BOLD


def cells(first: int, last: int, row: int) -> str:
    one = f"{get_column_letter(first)}{row}"
    return one if first == last else f"{one}:{get_column_letter(last)}{row}"
