"""Files that are not what they should be: one sentence with sheet and row, nothing imported."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from tests.places.conftest import Refuse, Run, Shared
from tests.places.papers import (
    CHANGE_FOOT,
    CHANGE_HEADS,
    COUNTRY,
    HEADS,
    UDER_CHANGE,
    Line,
    association,
    change,
    district,
    instead,
    land,
    record,
    town,
    without,
    write_changes,
    write_register,
    write_text,
)

SHEET = "Blatt „Onlineprodukt_Gemeinden31122024“"


def swap(line: Line, first: int, second: int) -> Line:
    cells = list(line) + [None] * (20 - len(line))
    cells[first], cells[second] = cells[second], cells[first]
    return tuple(cells)


BAD_LINES: dict[str, tuple[list[Line], str]] = {
    "district missing": (
        without("16070"),
        "Zeile 12: Zu Ilmenau, Stadt fehlt der Kreis 16070; er steht nicht in der Datei.",
    ),
    "association missing": (
        without("160705009"),
        "Zeile 14: Zu Bösleben-Wüllersleben fehlt der Gemeindeverband 160705009",
    ),
    "cut off after a district": (
        [*COUNTRY, district("16071", "Weimarer Land")],
        "Zeile 21: Zu Weimarer Land (16071) fehlen die Gemeinden",
    ),
    "key twice": (
        [*COUNTRY, town("160685050061", "Witterda")],
        "Zeile 21: Der Schlüssel 160685050061 (Witterda) steht schon einmal da",
    ),
    "key too short": (
        [*COUNTRY, district("1607", "Weimarer Land")],
        "Zeile 21: „1607“ ist kein Schlüssel mit 5 Ziffern",
    ),
    "letters in a key": (
        [*COUNTRY, district("16o71", "Weimarer Land")],
        "Zeile 21: „16o71“ ist kein Schlüssel",
    ),
    "population no number": (
        instead(town("160705009012", "Elxleben", population="vierhundert")),
        "Zeile 16, Spalte J: „vierhundert“ ist nicht eine Zahl",
    ),
    "population negative": (
        instead(town("160705009012", "Elxleben", population=-4)),
        "Zeile 16, Spalte J: „-4“ ist nicht eine ganze Zahl",
    ),
    "half an inhabitant": (
        instead(town("160705009012", "Elxleben", population="400,5")),
        "Zeile 16, Spalte J: „400,5“ ist nicht eine ganze Zahl",
    ),
    "area infinite": (
        instead(town("160705009012", "Elxleben", area="inf")),
        "Zeile 16, Spalte I: „inf“ ist nicht eine Zahl",
    ),
    "coordinates swapped": (
        instead(town("160705009012", "Elxleben", at=("50,9", "11,1"))),
        "Zeile 16, Spalte O: „50,9“ ist nicht eine Koordinate in Deutschland",
    ),
    "name wrongly encoded": (
        instead(town("160705009012", "WÃ¼llersleben")),
        "Zeile 16: „WÃ¼llersleben“ ist kein lesbarer Name",
    ),
    "name missing": (
        instead(town("160705009012", "")),
        "Zeile 16: „“ ist kein lesbarer Name",
    ),
    "record type unknown": (
        [*COUNTRY, ("70", "64", "16", "0", "70", None, None, "Ilm-Kreis")],
        "Zeile 21, Spalte A: „70“ ist keine Satzart",
    ),
    "city in one line, town in the other": (
        instead(district("16051", "Erfurt", "44")),
        "Erfurt, Stadt hat das Textkennzeichen 61, der Kreis Erfurt",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_LINES)
def test_bad_lines_in_the_workbook(case: str, refuse: Refuse, tmp_path: Path) -> None:
    lines, expected = BAD_LINES[case]
    sentence = refuse("import", write_register(tmp_path / "Auszug.xlsx", lines))
    assert sentence.startswith(f"Auszug.xlsx, {SHEET}, Zeile ")
    assert expected in sentence


def test_an_existing_register_stays_whole(country: None, refuse: Refuse, tmp_path: Path) -> None:
    """Even where the mistake stands in the last line."""
    refuse("import", write_register(tmp_path / "a.xlsx", [*COUNTRY, district("16071", "Neu")]))


@pytest.mark.parametrize(
    ("row", "first", "second", "expected"),
    [
        (3, 9, 10, "Zeile 4: In Spalte J wird „insgesamt“ erwartet, dort steht „männlich“."),
        (2, 7, 8, "Zeile 3: In Spalte H wird „Gemeindename“ erwartet, dort steht „Fläche km2 1)“."),
        (3, 14, 15, "Zeile 4: In Spalte O wird „Längengrad“ erwartet, dort steht „Breitengrad“."),
        (2, 0, 16, "Zeile 3: In Spalte A wird „Satzart“ erwartet, dort steht „“."),
    ],
)
def test_a_moved_column(
    row: int, first: int, second: int, expected: str, refuse: Refuse, tmp_path: Path
) -> None:
    heads = [swap(line, first, second) if at == row else line for at, line in enumerate(HEADS)]
    sentence = refuse("import", write_register(tmp_path / "a.xlsx", heads=heads))
    assert sentence == f"a.xlsx, {SHEET}, {expected}"


def test_a_table_without_its_foot_is_cut_off(refuse: Refuse, tmp_path: Path) -> None:
    sentence = refuse("import", write_register(tmp_path / "a.xlsx", foot=()))
    assert "Die Fußzeile „Quelle: …“ fehlt; die Tabelle ist abgeschnitten." in sentence


def test_a_title_without_date(refuse: Refuse, tmp_path: Path) -> None:
    heads = [("Gemeinden in Deutschland",), *HEADS[1:]]
    sentence = refuse("import", write_register(tmp_path / "a.xlsx", heads=heads))
    assert "Zeile 1: In der Überschrift fehlt der Stand" in sentence


def test_an_empty_table(refuse: Refuse, tmp_path: Path) -> None:
    sentence = refuse("import", write_register(tmp_path / "a.xlsx", [land()]))
    assert sentence == f"a.xlsx, {SHEET}: Die Tabelle ist leer."


def test_another_workbook_says_what_it_holds(refuse: Refuse, tmp_path: Path) -> None:
    sentence = refuse("import", write_register(tmp_path / "a.xlsx", sheet="Haushalt 2025"))
    assert "„Onlineprodukt_Gemeinden…“ oder „Gebietsaenderungen…“ erwartet" in sentence
    assert "vorhanden sind: Inhalt, Haushalt 2025." in sentence


def cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-2000])
    return path


def test_a_download_that_broke_off(refuse: Refuse, tmp_path: Path) -> None:
    sentence = refuse("import", cut(write_register(tmp_path / "a.xlsx")))
    assert sentence.startswith("a.xlsx: Die Arbeitsmappe lässt sich nicht öffnen")


def test_a_sheet_that_breaks_off_inside(refuse: Refuse, tmp_path: Path) -> None:
    """The zip is whole, the table in it is not."""
    path = write_register(tmp_path / "a.xlsx")
    rewrite_sheet(path, lambda xml: xml[: len(xml) // 2])
    sentence = refuse("import", path)
    assert "bricht mitten in der Tabelle ab" in sentence


def rewrite_sheet(path: Path, change_xml: Callable[[bytes], bytes]) -> None:
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (name,) = (name for name in parts if name.endswith("sheet2.xml"))
    parts[name] = change_xml(parts[name])
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"Name;E-Mail\n", b"\xd0\xcf\x11\xe0 old excel", b"402024123"],
)
def test_some_other_file(content: bytes, refuse: Refuse, tmp_path: Path) -> None:
    path = tmp_path / "Liste.txt"
    path.write_bytes(content)
    sentence = refuse("import", path)
    assert sentence.startswith("Liste.txt: Das ist weder die Arbeitsmappe „AuszugGV“")


def test_no_file_at_all(refuse: Refuse, tmp_path: Path) -> None:
    assert "lässt sich nicht öffnen" in refuse("import", tmp_path / "fehlt.xlsx")
    assert "lässt sich nicht öffnen" in refuse("import", tmp_path)


# GV100AD


def test_an_older_text_in_windows_1252_is_read_and_said(run: Run, tmp_path: Path) -> None:
    lines = [line for line in COUNTRY if line[0] != "10"]
    said = run("import", write_text(tmp_path / "GV100AD.txt", [land(), *lines], encoding="cp1252"))
    assert "Die Datei ist in Windows-1252 kodiert und wurde so gelesen." in said
    assert "Bösleben-Wüllersleben" in said


def test_bytes_of_no_known_encoding(refuse: Refuse, tmp_path: Path) -> None:
    path = write_text(tmp_path / "GV100AD.txt", encoding="cp1252")
    lines = path.read_bytes().split(b"\r\n")
    lines[2] = lines[2].replace(b"Erfurt", b"Erf\x81rt")
    path.write_bytes(b"\r\n".join(lines))
    assert refuse("import", path) == (
        "GV100AD.txt, Zeile 3: Ein Zeichen ist weder UTF-8 noch Windows-1252."
    )


def test_a_text_read_in_the_wrong_encoding_before(refuse: Refuse, tmp_path: Path) -> None:
    path = tmp_path / "GV100AD.txt"
    lines = [line for line in COUNTRY if line[0] == "10"] + list(COUNTRY[1:])
    path.write_text("".join(f"{record(line)}\n" for line in lines).replace("ö", "\ufffd"))
    assert "ist kein lesbarer Name" in refuse("import", path)


def test_a_text_that_breaks_off(refuse: Refuse, tmp_path: Path) -> None:
    path = write_text(tmp_path / "GV100AD.txt")
    path.write_bytes(path.read_bytes()[:-100])
    assert refuse("import", path) == (
        "GV100AD.txt, Zeile 14: Der Satz hat 122 statt 220 Zeichen; "
        "die Datei ist abgeschnitten oder verändert."
    )


def test_a_text_that_breaks_off_between_lines(
    country: None, refuse: Refuse, tmp_path: Path
) -> None:
    path = write_text(tmp_path / "GV100AD.txt", COUNTRY[:-2])
    assert "Zu Sömmerda (16068) fehlen die Gemeinden" in refuse("import", path)


def test_records_of_two_dates(refuse: Refuse, tmp_path: Path) -> None:
    path = tmp_path / "GV100AD.txt"
    path.write_text(f"{record(COUNTRY[0], '20240131')}\n{record(COUNTRY[1], '20241231')}\n")
    assert "gefunden: 20240131, 20241231." in refuse("import", path)


def test_a_date_that_is_none(refuse: Refuse, tmp_path: Path) -> None:
    path = write_text(tmp_path / "GV100AD.txt", status="20241331")
    assert "Alle Sätze sollen denselben Stand tragen" in refuse("import", path)


def test_letters_where_inhabitants_stand(refuse: Refuse, tmp_path: Path) -> None:
    path = write_text(tmp_path / "GV100AD.txt")
    path.write_text(path.read_text().replace("00000039000", "0000003900x"))
    assert "Zeile 7, Stellen 140 bis 150: „0000003900x“ ist keine ganze Zahl." in refuse(
        "import", path
    )


def test_an_unknown_record_type(refuse: Refuse, tmp_path: Path) -> None:
    path = write_text(tmp_path / "GV100AD.txt")
    path.write_text(path.read_text() + "99" + record(COUNTRY[0])[2:] + "\n")
    assert "Zeile 15: „99“ ist keine Satzart." in refuse("import", path)


def test_six_real_records_without_their_district(refuse: Refuse, shared: Shared) -> None:
    sentence = refuse("import", shared("destatis/GV100AD_records_2022-01-31.txt"))
    assert sentence.endswith(
        "Zeile 5: Zu Eberbach, Stadt fehlt der Kreis 08226; er steht nicht in der Datei."
    )


# Changes of territory

BAD_CHANGES: dict[str, tuple[Line, str]] = {
    "kind": (
        change("160615012097", "Uder", 7, "160615051119", "Uder"),
        "Spalte F: „7“ ist nicht eine Änderungsart (1 bis 4).",
    ),
    "key": (
        change("16061501209", "Uder", 1, "160615051119", "Uder"),
        "Spalte C: „16061501209“ ist nicht ein Regionalschlüssel mit 5, 9 oder 12 Ziffern.",
    ),
    "date": (
        change("160615012097", "Uder", 1, "160615051119", "Uder", on="2024"),
        "Spalte L: „2024“ ist nicht ein Datum (TT.MM.JJJJ).",
    ),
    "unit": (
        ("16/1", "Ortsteil", *UDER_CHANGE[2:]),
        "Spalte B: „Ortsteil“ ist nicht Gemeinde, Gemeindeverband oder Kreis.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_CHANGES)
def test_bad_lines_among_changes(case: str, country: None, refuse: Refuse, tmp_path: Path) -> None:
    line, expected = BAD_CHANGES[case]
    sentence = refuse("import", write_changes(tmp_path / "c.xlsx", [UDER_CHANGE, line]))
    assert sentence == f"c.xlsx, Blatt „Gebietsaenderungen“, Zeile 6, {expected}"


def test_changes_without_foot_or_lines_or_in_other_columns(
    country: None, refuse: Refuse, tmp_path: Path
) -> None:
    path = tmp_path / "c.xlsx"
    assert "Die Fußzeile „© …“ fehlt" in refuse(
        "import", write_changes(path, [UDER_CHANGE], foot=())
    )
    assert "Die Tabelle ist leer" in refuse("import", write_changes(path, [], foot=CHANGE_FOOT))
    heads = [swap(line, 2, 8) for line in CHANGE_HEADS]
    assert re.search(
        r"Zeile 2: In Spalte C wird „Abgebende“ erwartet, dort steht „Aufnehmende",
        refuse("import", write_changes(path, [UDER_CHANGE], heads=heads)),
    )


def test_a_workbook_of_an_office_programme_that_counts_otherwise(run: Run, tmp_path: Path) -> None:
    """Keys and numbers as text, as some programmes save them, are read all the same."""
    path = write_register(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    for row in book["Onlineprodukt_Gemeinden31122024"].iter_rows(min_row=7):
        for cell in row:
            cell.value = None if cell.value is None else f" {cell.value} "
    book.save(path)
    assert "neu: 10\n" in run("import", path)


def test_association_names_may_hold_commas(run: Run, tmp_path: Path) -> None:
    lines = instead(association("160705009", "Elxleben, Bösleben und Osthausen", "54"))
    assert "Verwaltungsgemeinschaft Elxleben, Bösleben und Osthausen" in run(
        "import", write_register(tmp_path / "a.xlsx", lines)
    )
