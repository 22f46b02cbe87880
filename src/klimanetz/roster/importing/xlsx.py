"""Excel workbooks (XLSX) as grids, one per sheet."""

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any, cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from klimanetz.roster.importing.grid import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    MAX_LINES,
    Grid,
    TableError,
    make_line,
    write_cell,
)

type AnyCell = ReadOnlyCell | EmptyCell

SIGNATURE = b"PK\x03\x04"
#: A workbook of a few hundred kilobytes may unpack to this much, not to gigabytes.
MAX_UNPACKED = 80 * 1024 * 1024
MAX_SHEETS = 20
#: Formatting alone can stretch a sheet to a million rows; the list ends long before.
MAX_SCANNED = 20_000

#: What openpyxl and the parts below it raise on a damaged or half-written file.
_BROKEN = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def read_xlsx(content: bytes) -> list[Grid]:
    """All sheets, formulas by their stored results."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            refuse_bomb(archive.infolist())
            names = set(archive.namelist())
            formulas = has_formulas(archive)
        if "xl/workbook.xml" not in names:
            raise TableError(_("Diese Datei ist keine Excel-Tabelle. Nehmen Sie XLSX oder CSV."))
        if formulas:
            refuse_formula_without_result(content)
        return [read_sheet(sheet) for sheet in open_book(content, results=True)]
    except _BROKEN as error:
        raise TableError(
            _("Die Excel-Datei ist beschädigt. Bitte öffnen und speichern Sie sie neu in Excel.")
        ) from error


def refuse_bomb(members: Iterable[ZipInfo]) -> None:
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise TableError(_("Die Excel-Datei ist entpackt zu groß. Löschen Sie leere Blätter."))


def has_formulas(archive: ZipFile) -> bool:
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    return any(b"<f>" in (text := archive.read(name)) or b"<f " in text for name in sheets)


def refuse_formula_without_result(content: bytes) -> None:
    """A program that is not Excel may write formulas and leave their results to Excel."""
    written, results = open_book(content, results=False), open_book(content, results=True)
    for sheet, other in zip(written, results, strict=True):
        for row, values in zip(scan(sheet), scan(other), strict=False):
            for cell, value in zip(row, values, strict=False):
                if isinstance(cell, ReadOnlyCell) and cell.data_type == "f" and value.value is None:
                    raise TableError(
                        _(
                            "Blatt „%(sheet)s“, Zelle %(cell)s: eine Formel ohne Ergebnis. "
                            "Bitte öffnen und speichern Sie die Datei in Excel."
                        )
                        % {"sheet": sheet.title, "cell": cell.coordinate}
                    )


def scan(sheet: ReadOnlyWorksheet) -> Iterator[tuple[AnyCell, ...]]:
    """The rows of a sheet, whatever size it claims to have."""
    sheet.reset_dimensions()
    rows = cast("Any", sheet).iter_rows(max_col=MAX_COLUMNS)
    return islice(cast("Iterator[tuple[AnyCell, ...]]", rows), MAX_SCANNED)


def read_sheet(sheet: ReadOnlyWorksheet) -> Grid:
    grid = []
    for number, row in enumerate(scan(sheet), start=1):
        if line := make_line(number, (write_cell(cell.value) for cell in row)):
            grid.append(line)
        if len(grid) > MAX_LINES + HEADER_WITHIN:
            break
    return grid


def open_book(content: bytes, *, results: bool) -> list[ReadOnlyWorksheet]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=results)
    return cast("list[ReadOnlyWorksheet]", book.worksheets[:MAX_SHEETS])
