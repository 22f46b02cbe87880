"""Filling a paper. Placeholders are read by an engine that can do nothing else.

What stands between `{{ … }}` and `{% … %}` may read values, ask and repeat. It reaches no object
of ours, and every value is text, whatever stands in it: „Müller & Söhne <GmbH>“.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from openpyxl import load_workbook

WORD: Final = ".docx"
EXCEL: Final = ".xlsx"

type Values = Mapping[str, Any]


def make_engine(undefined: type[Undefined] = Undefined) -> ImmutableSandboxedEnvironment:
    engine = ImmutableSandboxedEnvironment(autoescape=True, undefined=undefined)
    engine.globals.clear()
    return engine


def fill(content: bytes, ending: str, values: Values) -> bytes:
    return fill_with(make_engine(), content, ending, values)


def fill_with(
    engine: ImmutableSandboxedEnvironment, content: bytes, ending: str, values: Values
) -> bytes:
    write = fill_workbook if ending == EXCEL else fill_word
    return write(engine, content, values)


def fill_word(engine: ImmutableSandboxedEnvironment, content: bytes, values: Values) -> bytes:
    document = DocxTemplate(BytesIO(content))
    document.render(dict(values), engine)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def fill_workbook(engine: ImmutableSandboxedEnvironment, content: bytes, values: Values) -> bytes:
    """Cell by cell; formulas stay what they are, and no value becomes one."""
    book = load_workbook(BytesIO(content))
    plain = engine.overlay(autoescape=False)
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):
            if isinstance(cell.value, str) and "{" in cell.value and cell.data_type == "s":
                cell.value = plain.from_string(cell.value).render(values)
                cell.data_type = "s"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
