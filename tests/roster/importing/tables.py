"""Small makers of lists as people send them."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook

type Cell = object
HEAD = ("Name", "E-Mail", "Kommune", "Funktion")


def xlsx(*rows: Sequence[Cell], title: str = "Liste") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(*rows: Iterable[str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
