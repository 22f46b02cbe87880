"""Files as people send them: what is read, and what is said about those that cannot be."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from klimanetz.roster.importing import grid
from klimanetz.roster.importing.columns import Field, Sheet, find_columns
from klimanetz.roster.importing.grid import TableError
from klimanetz.roster.importing.reading import read_file
from tests.roster.importing.tables import HEAD, csv, xlsx

ROW = ("Änne Müßig", "aenne@stadt.de", "Bad Köstritz", "KSM")


def read(content: bytes) -> Sheet:
    return find_columns(read_file(content))


def cell(sheet: Sheet, name: Field, line: int = 0) -> str:
    return sheet.lines[line].cells[sheet.columns[name]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_every_office(delimiter: str, encoding: str) -> None:
    sheet = read(csv(HEAD, ROW, delimiter=delimiter, encoding=encoding))
    assert cell(sheet, Field.NAME) == "Änne Müßig"
    assert cell(sheet, Field.AUTHORITY) == "Bad Köstritz"
    assert sheet.lines[0].number == 2


def test_csv_with_quotes_line_breaks_and_separator_line() -> None:
    text = 'sep=;\nName;E-Mail;Kommune\n"Müller; Anna";a@b.de;"Stadt\nIlmenau"\n\nB;b@b.de;Jena'
    sheet = read(text.encode())
    assert cell(sheet, Field.NAME) == "Müller; Anna"
    assert cell(sheet, Field.AUTHORITY) == "Stadt\nIlmenau"
    assert [line.number for line in sheet.lines] == [3, 6]


def test_decomposed_letters_and_invisible_marks_are_the_same_text() -> None:
    sheet = read("Name;E-Mail\nMu\u0308ller\u200b\u00a0 Anna;a@b.de".encode())
    assert cell(sheet, Field.NAME) == "Müller Anna"


def test_xlsx_cells_become_text() -> None:
    sheet = read(
        xlsx(
            (
                "Name",
                "E-Mail",
                "Telefon",
                "AGS",
                "Stelle seit",
                "befristet bis",
                "VZÄ",
                "verstetigt",
            ),
            (
                "A B",
                "a@b.de",
                3677600,
                16070029,
                date(2026, 2, 1),
                date(2027, 1, 31),
                0.5,
                True,
            ),
        )
    )
    assert sheet.lines[0].cells == (
        *("A B", "a@b.de", "3677600", "16070029", "2026-02-01", "2027-01-31", "0.5", "ja"),
    )


def test_title_lines_above_the_header_and_empty_lines_between() -> None:
    sheet = read(
        xlsx(("Netzwerk Thüringen",), (), ("Stand: 1.3.2026",), (), HEAD, (), ROW, (), ROW)
    )
    assert [line.number for line in sheet.lines] == [7, 9]


def test_header_of_two_storeys() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Person", None, "Stelle", None, "Förderung", None))
    sheet.append(("Name", "E-Mail", "seit", "bis", "von", "bis"))
    sheet.append(("A B", "a@b.de", "1.1.2024", "31.12.2026", "1.2.2024", "30.11.2026"))
    for cells in ("A1:B1", "C1:D1", "E1:F1"):
        sheet.merge_cells(cells)
    stream = BytesIO()
    book.save(stream)
    read_sheet = read(stream.getvalue())
    assert cell(read_sheet, Field.STARTS) == "1.1.2024"
    assert cell(read_sheet, Field.ENDS) == "31.12.2026"
    assert cell(read_sheet, Field.FUNDING_STARTS) == "1.2.2024"
    assert cell(read_sheet, Field.FUNDING_ENDS) == "30.11.2026"


def test_the_sheet_with_the_list_is_found() -> None:
    book = load_workbook(BytesIO(xlsx(("Hinweise",), ("Bitte ausfüllen",))))
    sheet = book.create_sheet("Personen")
    sheet.append(HEAD)
    sheet.append(ROW)
    stream = BytesIO()
    book.save(stream)
    assert cell(read(stream.getvalue()), Field.EMAIL) == "aenne@stadt.de"


def test_formula_with_result_is_its_result_and_without_is_refused() -> None:
    with pytest.raises(TableError, match="Blatt „Liste“, Zelle B2: eine Formel ohne Ergebnis"):
        read(xlsx(HEAD, ("A B", '=LOWER("A@B.DE")', "Jena", "KSM")))


def test_sheet_that_claims_a_wrong_size_is_read_whole() -> None:
    """Some programs write a size of one cell."""
    content = BytesIO(xlsx(HEAD, ROW))
    changed = BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b'dimension ref="A1:D2"', b'dimension ref="A1"')
            )
    assert cell(read(changed.getvalue()), Field.EMAIL) == "aenne@stadt.de"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Die Datei ist leer"),
        (b"  \n ", "Die Datei ist leer"),
        (b"\xd0\xcf\x11\xe0rest", "alte Excel-Datei"),
        (b"%PDF-1.4", "keine Tabelle"),
        (b"\x00\x01\x02", "keine Tabelle"),
        (b"PK\x03\x04 and no more", "beschädigt"),
        (xlsx(HEAD, ROW)[:2000], "beschädigt"),
        (b"Name;E-Mail\nM\x81ller;a@b.de", "nicht lesbar"),
        (csv(("Hallo", "Welt"), ("a", "b")), "keine Kopfzeile"),
        (
            csv(("Name", "Kommune"), ("a", "b")),
            "Es fehlt die Spalte E-Mail. Gefunden haben wir: Name",
        ),
        (csv(("E-Mail", "Kommune"), ("a", "b")), "Es fehlt die Spalte Name"),
        (csv(HEAD), "steht keine Zeile"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(TableError, match=sentence):
        read(content)


def test_archive_that_is_no_workbook() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(TableError, match="keine Excel-Tabelle"):
        read(stream.getvalue())


def test_bomb_is_not_unpacked() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (100 * 1024 * 1024))
    assert len(stream.getvalue()) < 200_000
    with pytest.raises(TableError, match="entpackt zu groß"):
        read(stream.getvalue())


def test_more_lines_than_anybody_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    too_many = csv(HEAD, *[ROW] * (grid.MAX_LINES + 1))
    with pytest.raises(TableError, match="mehr als 5000 Zeilen"):
        read(too_many)


def test_too_many_bytes() -> None:
    with pytest.raises(TableError, match="größer als 5 MB"):
        read(b"Name;E-Mail\n" + b"x" * grid.MAX_BYTES)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("E-Mail-Adresse", Field.EMAIL),
        ("Mail (dienstlich)", Field.EMAIL),
        ("E-Mail-Adrese", Field.EMAIL),
        ("Tel.", Field.PHONE),
        ("Durchwahl", Field.PHONE),
        ("Gemeinde/Stadt", Field.AUTHORITY),
        ("Arbeitgeber", Field.AUTHORITY),
        ("Landkreis", Field.DISTRICT),
        ("Amtl. Gemeindeschlüssel (AGS)", Field.KEY),
        ("AGS", Field.KEY),
        ("Rolle", Field.ROLE),
        ("Stelle seit", Field.STARTS),
        ("befristet\nbis", Field.ENDS),
        ("VZÄ", Field.SHARE),
        ("Förderprogramm", Field.PROGRAMME),
        ("Förderung bis", Field.FUNDING_ENDS),
        ("Weitere Kommunen", Field.SERVES),
        ("Titel", Field.TITLE),
    ],
)
def test_headers_as_offices_write_them(header: str, field: Field) -> None:
    quoted = f'"{header}"'
    sheet = read(csv(("Nachname", "Mail", quoted), ("A", "a@b.de", "x")))
    assert cell(sheet, field) in {"x", "a@b.de"}


def test_columns_in_any_order_and_those_nobody_needs() -> None:
    sheet = read(
        csv(("Bemerkung", "Funktion", "Mail", "Vorname", "Nachname", "Nr."), ("",) * 5 + ("1",))
    )
    assert set(sheet.columns) == {Field.ROLE, Field.EMAIL, Field.FIRST_NAME, Field.LAST_NAME}
    assert sheet.unused == ("Bemerkung", "Nr.")


def test_the_more_telling_of_two_columns_wins() -> None:
    sheet = read(csv(("Name", "E-Mail", "Ort", "Gemeinde"), ("A", "a@b.de", "Jena", "Ilmenau")))
    assert cell(sheet, Field.AUTHORITY) == "Ilmenau"
    assert sheet.unused == ("Ort",)
