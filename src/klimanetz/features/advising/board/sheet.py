"""Tables as files: a workbook for Excel, and lines with semicolons for everything else."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell

from klimanetz.core.trail import harmless
from klimanetz.roster.export import EXCEL, write_head, write_value

type Value = str | date | Decimal | int | None
type Sheet = tuple[str, Sequence[str], Iterable[Sequence[Value]]]

BOM = "\ufeff"
#: A workbook allows no longer names, and not these signs in them.
LONGEST_NAME = 31


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    book = Workbook(write_only=True)
    for name, heads, rows in sheets:
        sheet = book.create_sheet(name[:LONGEST_NAME])
        sheet.freeze_panes = "A2"
        sheet.append([write_head(sheet, head) for head in heads])
        for row in rows:
            sheet.append([cell_of(sheet, value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell_of(sheet: object, value: Value) -> Cell | Value:
    """A zero is a figure, where an empty text is nothing."""
    if isinstance(value, int | Decimal):
        return value
    return write_value(sheet, value)  # type: ignore[arg-type]


def write_csv(sheets: Iterable[Sheet]) -> str:
    """One below the other, each with its name where there are several."""
    sheets = list(sheets)
    file = StringIO()
    write = csv.writer(file, delimiter=";").writerow
    for number, (name, heads, rows) in enumerate(sheets):
        if len(sheets) > 1:
            write([]) if number else None
            write([name])
        write(heads)
        for row in rows:
            write([text_of(value) for value in row])
    return BOM + file.getvalue()


def text_of(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return harmless(str(value))


def answer_workbook(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    return attach(HttpResponse(write_workbook(sheets), content_type=EXCEL), f"{name}.xlsx")


def answer_csv(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    response = HttpResponse(write_csv(sheets), content_type="text/csv; charset=utf-8")
    return attach(response, f"{name}.csv")


def attach(response: HttpResponse, name: str) -> HttpResponse:
    stem, _dot, ending = name.rpartition(".")
    day = timezone.localdate().isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}-{day}.{ending}"'
    return response
