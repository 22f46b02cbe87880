"""CSV files as grids: once for every delimiter, the columns tell which one is meant."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from klimanetz.roster.importing.grid import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    MAX_LINES,
    Grid,
    TableError,
    clean,
    make_line,
)

DELIMITERS = (";", ",", "\t")
_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


def decode(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark (Excel's “Unicode-Text”), else cp1252."""
    try:
        for mark, encoding in _BYTE_ORDER_MARKS.items():
            if content.startswith(mark):
                return content.decode(encoding)
        if b"\x00" in content:
            raise TableError(_("Diese Datei ist keine Tabelle. Nehmen Sie XLSX oder CSV."))
        return decode_unmarked(content)
    except UnicodeDecodeError as error:
        raise TableError(
            _("Die Zeichen der Datei sind nicht lesbar. Bitte speichern Sie sie als CSV UTF-8.")
        ) from error


def decode_unmarked(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def read_delimited(content: bytes) -> list[Grid]:
    text = decode(content)
    return [grid for delimiter in DELIMITERS if (grid := split(text, delimiter))]


def split(text: str, delimiter: str) -> Grid:
    """The lines that hold anything; `number` is where the record begins in the file."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    grid: Grid = []
    begins = 1
    try:
        for record in reader:
            if line := make_line(begins, (clean(cell) for cell in record[:MAX_COLUMNS])):
                grid.append(line)
            begins = reader.line_num + 1
            if len(grid) > MAX_LINES + HEADER_WITHIN:
                break
    except csv.Error:
        return []
    return grid
