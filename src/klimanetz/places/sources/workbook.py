"""Workbooks of the statistical office: sheets, rows with their place, cells as text and numbers."""

import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from klimanetz.places.sources.entries import UnreadableFile

BROKEN = (zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, EOFError, ValueError)

type Cells = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, read row by row. `height` counts its rows as the file declares them."""

    title: str
    height: int | None
    file: str
    _rows: Iterator[Cells]

    def where(self, number: int) -> str:
        return f"{self.file}, Blatt „{self.title}“, Zeile {number}"

    def rows(self) -> Iterator[tuple[int, Cells]]:
        try:
            yield from enumerate(self._rows, 1)
        except BROKEN as error:
            raise UnreadableFile(
                f"{self.file}: Das Blatt „{self.title}“ bricht mitten in der Tabelle ab; "
                "die Datei ist beschädigt."
            ) from error


@contextmanager
def open_sheet(path: Path, prefixes: tuple[str, ...]) -> Iterator[Sheet]:
    """The first sheet whose name starts with one of `prefixes`."""
    with path.open("rb") as file:
        book = open_book(file, path.name)
        name = next((name for name in book.sheetnames if name.startswith(prefixes)), None)
        if name is None:
            raise UnreadableFile(
                f"{path.name}: Hier wird ein Blatt „{'…“ oder „'.join(prefixes)}…“ erwartet; "
                f"vorhanden sind: {', '.join(book.sheetnames)}."
            )
        with closing(book[name].iter_rows(values_only=True)) as rows:
            yield Sheet(name, book[name].max_row, path.name, rows)


def open_book(file: BinaryIO, name: str) -> Workbook:
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=True)
    except BROKEN as error:
        raise UnreadableFile(
            f"{name}: Die Arbeitsmappe lässt sich nicht öffnen; die Datei ist beschädigt, "
            "abgeschnitten oder kein XLSX."
        ) from error


def check_heads(sheet: Sheet, number: int, cells: Cells, heads: dict[int, str]) -> None:
    """Every column where its head says, else one sentence about the first that moved."""
    for column, head in heads.items():
        found = text(cells, column)
        if not squeeze(found).startswith(squeeze(head)):
            raise UnreadableFile(
                f"{sheet.where(number)}: In Spalte {get_column_letter(column + 1)} wird "
                f"„{head}“ erwartet, dort steht „{found[:60]}“."
            )


def squeeze(head: str) -> str:
    """Heads are broken into lines in many ways: `Satz-art`, `Postleit-zahl3)`."""
    return "".join(head.split()).replace("-", "").casefold()


def text(cells: Cells, column: int) -> str:
    value = cells[column] if column < len(cells) else None
    return "" if value is None else str(value).strip()


def whole(cells: Cells, column: int, where: str) -> int | None:
    value = number(cells, column, where)
    if value is None:
        return None
    if value < 0 or value != int(value):
        raise not_a(where, column, cells, "eine ganze Zahl")
    return int(value)


def number(cells: Cells, column: int, where: str) -> Decimal | None:
    """Of a number or of text with a decimal comma; empty where the cell is."""
    found = text(cells, column)
    if not found:
        return None
    try:
        value = Decimal(found.replace(",", "."))
    except InvalidOperation as error:
        raise not_a(where, column, cells, "eine Zahl") from error
    if not value.is_finite():
        raise not_a(where, column, cells, "eine Zahl")
    return value


def degrees(cells: Cells, column: int, where: str, span: tuple[int, int]) -> float | None:
    """None where the cell is empty or holds the 0 that stands for unknown."""
    value = number(cells, column, where)
    if not value:
        return None
    if not span[0] <= value <= span[1]:
        raise not_a(where, column, cells, "eine Koordinate in Deutschland")
    return float(value)


def day(cells: Cells, column: int, where: str) -> date:
    value = cells[column] if column < len(cells) else None
    if isinstance(value, datetime):
        return value.date()
    try:
        return german_date(text(cells, column))
    except ValueError as error:
        raise not_a(where, column, cells, "ein Datum (TT.MM.JJJJ)") from error


def german_date(text: str) -> date:
    day, month, year = text.split(".")
    return date(int(year), int(month), int(day))


def not_a(where: str, column: int, cells: Cells, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"{where}, Spalte {get_column_letter(column + 1)}: "
        f"„{text(cells, column)[:60]}“ ist nicht {what}."
    )
