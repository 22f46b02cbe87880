"""Word files out of plain text, so that what the product brings can be read and compared.

A line is a paragraph: `#` a heading (`##`, `###` below it), `-` and `1.` items of a list, `>` a
boxed note, `| a | b |` a row of a table, the first of which is its head where others follow it.
`**bold**` is bold. Placeholders stay as they are: they are filled later.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

GREEN: Final = RGBColor(0x14, 0x50, 0x2F)
TINT: Final = "E6EFE9"
NUMBERED: Final = "1. "
STYLES: Final = {"- ": "List Bullet", NUMBERED: "List Number", "# ": "Title", "## ": "Heading 1",
                 "### ": "Heading 2"}  # fmt: skip
BOLD: Final = re.compile(r"\*\*(.+?)\*\*")


def build_word(text: str, title: str) -> bytes:
    document = Document()
    dress(document, title)
    for is_table, lines in groupby(filter(None, text.splitlines()), lambda line: line[0] == "|"):
        if is_table:
            add_table(document, [read_row(line) for line in lines])
        else:
            add_paragraphs(document, lines)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def dress(document: WordDocument, title: str) -> None:
    """German, on A4, with a plain font and numbered pages."""
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = "de-DE"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.bottom_margin = Cm(2.5)
    section.top_margin = Cm(2)
    styles: Any = document.styles
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11.5)):
        font = styles[name].font
        font.name, font.size = "Calibri", Pt(size)
        set_font(styles[name].element.get_or_add_rPr(), name != "Normal")
        if name != "Normal":
            font.color.rgb, font.bold = GREEN, True
    speak_german(styles)
    number_pages(section.footer.paragraphs[0])


def set_font(properties: Any, heading: bool) -> None:  # noqa: ANN401 - an element of lxml
    """Headings of Word follow a theme until their own font is named everywhere."""
    fonts = properties.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    if heading:
        fonts.set(qn("w:cs"), "Calibri")


def speak_german(styles: Any) -> None:  # noqa: ANN401 - of python-docx
    """What a screen reader reads, and the spelling check."""
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "de-DE")


def number_pages(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


def add_paragraphs(document: WordDocument, lines: Iterable[str]) -> None:
    counting: int | None = None
    for line in lines:
        start = next((one for one in STYLES if line.startswith(one)), "")
        if line.startswith("> "):
            frame(write(document.add_paragraph(), line.removeprefix("> ")))
            continue
        paragraph = write(document.add_paragraph(style=STYLES.get(start)), line.removeprefix(start))
        if start.endswith("# "):
            counting = None
        elif start == NUMBERED:
            counting = counting or count_anew(document)
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = counting


def count_anew(document: WordDocument) -> int:
    """The key of a list that begins with 1, below each heading."""
    style: Any = document.styles[STYLES[NUMBERED]]
    numbering: Any = document.part.numbering_part.element
    usual = numbering.num_having_numId(style.element.pPr.numPr.numId.val)
    anew = numbering.add_num(usual.abstractNumId.val)
    anew.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(anew.numId)


def write(paragraph: Paragraph, text: str, *, bold: bool = False) -> Paragraph:
    for number, piece in enumerate(BOLD.split(text)):
        if piece:
            paragraph.add_run(piece).bold = (bold or number % 2 == 1) or None
    return paragraph


def frame(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), TINT)
    properties.append(shade)
    for run in paragraph.runs:
        run.bold = True


def read_row(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def add_table(document: WordDocument, rows: list[list[str]]) -> None:
    """Of two columns: facts with their names in front; of more: the first row is the head."""
    facts = len(rows[0]) == 2
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
            emphasised = place == 0 if facts else number == 0
            write(cell.paragraphs[0], text, bold=emphasised)
    if not facts:
        repeat_head(table)
    document.add_paragraph()


def repeat_head(table: Table) -> None:
    """On every page, and read out with each cell."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
