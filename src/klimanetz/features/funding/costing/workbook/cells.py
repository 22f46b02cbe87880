"""Writing into cells: yellow where something may be changed, text never taken for a formula."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

BOLD: Final = Font(bold=True)
YELLOW: Final = PatternFill("solid", fgColor="FFF2A8")
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
EUROS: Final = '#,##0.00 "€"'
NUMBER: Final = "0.00##"
MONTH: Final = "MM/YYYY"

type Value = str | int | Decimal | date | None


def put(sheet: Worksheet, row: int, column: int, value: Value, form: str = "") -> str:
    """The cell's address for formulas on other sheets. Text that begins with `=` stays text."""
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = WRAPPED
    if form:
        cell.number_format = form
    return address(sheet, row, column)


def reckon(sheet: Worksheet, row: int, column: int, formula: str, form: str = EUROS) -> str:
    cell = sheet.cell(row, column, f"={formula}")
    cell.number_format = form
    return address(sheet, row, column)


def ask(sheet: Worksheet, row: int, column: int, value: Value, form: str) -> str:
    """A cell to be changed."""
    where = put(sheet, row, column, value, form)
    sheet.cell(row, column).fill = YELLOW
    return where


def address(sheet: Worksheet, row: int, column: int) -> str:
    return f"'{sheet.title}'!${get_column_letter(column)}${row}"


def span(sheet: Worksheet, column: int, first: int, last: int) -> str:
    letter = get_column_letter(column)
    return f"'{sheet.title}'!${letter}${first}:${letter}${last}"


def head(sheet: Worksheet, row: int, labels: Iterable[str], widths: Iterable[int]) -> None:
    for column, label in enumerate(labels, start=1):
        put(sheet, row, column, label)
        sheet.cell(row, column).font = BOLD
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{row + 1}"


def rounded(formula: str) -> str:
    """To the cent. What binary numbers add after the eighth decimal is cut off before."""
    return f"ROUND(ROUND({formula},8),2)"


def rounded_down(formula: str) -> str:
    return f"ROUNDDOWN(ROUND({formula},8),2)"
