"""Papers as somebody opens them: every word of a Word file, a workbook, a PDF."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook, load_workbook


def read_word(content: bytes) -> str:
    """In the order in which one reads it, the cells of a row with bars between."""
    document: Any = Document(BytesIO(content))
    lines = []
    for part in document.iter_inner_content():
        rows = getattr(part, "rows", None)
        if rows is None:
            lines.append(part.text)
        else:
            lines += [" | ".join(cell.text for cell in row.cells) for row in rows]
    return "\n".join(lines)


def read_cells(content: bytes) -> list[object]:
    book = load_workbook(BytesIO(content))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def write_word(*paragraphs: str, name: str = "Meine.docx") -> SimpleUploadedFile:
    document: Any = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


def write_cells(cells: Sequence[object], name: str = "Meine.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    sheet: Any = book.active
    for cell in cells:
        sheet.append([cell])
    stream = BytesIO()
    book.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())
