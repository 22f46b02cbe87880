"""Plain text becomes a Word file that people and screen readers can use."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from klimanetz.features.funding.shelf.building import build_word
from klimanetz.features.funding.shelf.shipping import TITLES, build_shipped, read_text
from tests.features.funding.shelf.papers import read_word

TEXT = """\
> Bitte zuerst lesen.

# Titel
Ein **fetter** Satz mit {{ kommune }}.

## Abschnitt

1. eins
1. zwei
### Darunter
- Punkt

| Name | [Name] |
| Ort | {{ kommune }} |

## Noch einer
1. wieder eins

| Jahr | Kosten | Rest |
| {%tr for jahr in jahre %} | | |
| {{ jahr.jahr }} | **fett** | |
| {%tr endfor %} | | |
"""


@pytest.fixture(scope="module")
def document() -> Any:  # noqa: ANN401 - of python-docx
    return Document(BytesIO(build_word(TEXT, "Ein Titel")))


def styles(document: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    return [(one.style.name, one.text) for one in document.paragraphs if one.text]


def test_each_line_is_what_its_beginning_says(document: Any) -> None:  # noqa: ANN401
    assert styles(document) == [
        ("Normal", "Bitte zuerst lesen."),
        ("Title", "Titel"),
        ("Normal", "Ein fetter Satz mit {{ kommune }}."),
        ("Heading 1", "Abschnitt"),
        ("List Number", "eins"),
        ("List Number", "zwei"),
        ("Heading 2", "Darunter"),
        ("List Bullet", "Punkt"),
        ("Heading 1", "Noch einer"),
        ("List Number", "wieder eins"),
    ]


def test_what_is_between_stars_is_bold(document: Any) -> None:  # noqa: ANN401
    runs = [(run.text, bool(run.bold)) for run in document.paragraphs[2].runs]
    assert runs == [("Ein ", False), ("fetter", True), (" Satz mit {{ kommune }}.", False)]


def test_a_note_is_boxed(document: Any) -> None:  # noqa: ANN401
    properties = document.paragraphs[0]._p.pPr
    assert properties.find(qn("w:shd")) is not None
    assert document.paragraphs[0].runs[0].bold


def test_a_list_counts_anew_below_each_heading(document: Any) -> None:  # noqa: ANN401
    numbers = [one._p.pPr.numPr.numId.val for one in document.paragraphs
               if one.style.name == "List Number"]  # fmt: skip
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_table_of_two_columns_names_facts(document: Any) -> None:  # noqa: ANN401
    facts = document.tables[0]
    assert [cell.text for cell in facts.rows[0].cells] == ["Name", "[Name]"]
    bold = [bool(cell.paragraphs[0].runs[0].bold) for cell in facts.rows[1].cells]
    assert bold == [True, False]
    assert facts.rows[0]._tr.trPr is None


def test_a_wider_table_repeats_its_head(document: Any) -> None:  # noqa: ANN401
    table = document.tables[1]
    head = table.rows[0]._tr.trPr.find(qn("w:tblHeader"))
    assert head.get(qn("w:val")) == "true"
    assert all(cell.paragraphs[0].runs[0].bold for cell in table.rows[0].cells)
    assert table.rows[2].cells[1].paragraphs[0].runs[0].bold


def test_the_file_is_german_and_on_a4(document: Any) -> None:  # noqa: ANN401
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert document.core_properties.title == "Ein Titel"
    assert 'w:lang w:val="de-DE"' in document.styles.element.xml
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


@pytest.mark.parametrize("slug", TITLES)
def test_what_is_brought_reads_as_it_is_written(slug: str) -> None:
    content = build_shipped(slug)
    assert content is not None
    paper, text = read_word(content), read_text(slug)
    for line in text.splitlines():
        words = line.lstrip("#->1. |").replace("**", "").partition(" |")[0]
        assert words.strip() in paper, line


@pytest.mark.parametrize("slug", TITLES)
def test_what_is_brought_never_says_that_money_will_come(slug: str) -> None:
    text = read_text(slug)
    for promise in ("wird gefördert", "erhalten Sie", "garantiert", "steht Ihnen zu"):
        assert promise not in text


def test_papers_that_name_money_carry_the_reservation() -> None:
    assert "{{ vorbehalt }}" in read_text("beschlussvorlage")
    assert "{{ vorbehalt }}" in read_text("stellenbeschreibung")
    assert "€" not in read_text("stellenausschreibung")


def test_there_is_nothing_for_other_words() -> None:
    assert build_shipped("kostenblatt") is None
    assert build_shipped("../../settings") is None
