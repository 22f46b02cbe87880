"""The municipal register as the statistical office publishes it each quarter: AuszugGV (XLSX)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from klimanetz.places.progress import Watch, unwatched
from klimanetz.places.sources.entries import (
    ASSOCIATION,
    DISTRICT,
    LENGTHS,
    MUNICIPALITY,
    NOTHING,
    Facts,
    Issue,
    Row,
    UnreadableFile,
    assemble,
)
from klimanetz.places.sources.workbook import (
    Cells,
    Sheet,
    check_heads,
    degrees,
    german_date,
    number,
    text,
    whole,
)

SHEET: Final = "Onlineprodukt_Gemeinden"
TITLE_ROW, HEAD_ROW, SUBHEAD_ROW, DATE_ROW, LAST_HEAD_ROW = 1, 3, 4, 5, 6
HEADS: Final = {
    HEAD_ROW: {0: "Satzart", 1: "Textkennzeichen", 7: "Gemeindename", 8: "Fläche km2",
               9: "Bevölkerung", 13: "Postleitzahl"},
    SUBHEAD_ROW: {2: "Land", 3: "RB", 4: "Kreis", 5: "VB", 6: "Gem", 9: "insgesamt",
                  14: "Längengrad", 15: "Breitengrad"},
}  # fmt: skip
LAND: Final = "10"
PASSED_OVER: Final = frozenset({"20", "30"})
LONGITUDES, LATITUDES = (5, 16), (47, 56)
STATED: Final = frozenset({"population", "area_km2", "postcode", "longitude", "latitude"})
DATE: Final = re.compile(r"\d{2}\.\d{2}\.\d{4}")
CENSUS: Final = re.compile(r"Zensus\s+(20[0-9]{2})")
YEAR_OF_CREDIT: Final = re.compile(r"\(Destatis\),\s*(\d{4})")


@dataclass(slots=True)
class Frame:
    """What stands above and below the table."""

    status_on: date | None = None
    population_on: date | None = None
    area_on: date | None = None
    census_basis: str = ""
    year: int | None = None
    complete: bool = False
    lands: dict[str, str] = field(default_factory=dict)


def read_auszug_gv(sheet: Sheet, watch: Watch = unwatched) -> Issue:
    frame = Frame()
    entries, unincorporated = assemble(read_rows(sheet, frame, watch))
    if not frame.complete:
        raise UnreadableFile(
            f"{sheet.file}, Blatt „{sheet.title}“: Die Fußzeile „Quelle: …“ fehlt; "
            "die Tabelle ist abgeschnitten."
        )
    if frame.status_on is None or not entries:
        raise UnreadableFile(f"{sheet.file}, Blatt „{sheet.title}“: Die Tabelle ist leer.")
    return Issue(
        status_on=frame.status_on,
        credit=f"© Statistisches Bundesamt (Destatis), {frame.year or frame.status_on.year}",
        stated=STATED,
        lands=frame.lands,
        entries=entries,
        unincorporated=unincorporated,
        population_on=frame.population_on,
        census_basis=frame.census_basis,
        area_on=frame.area_on,
    )


def read_rows(sheet: Sheet, frame: Frame, watch: Watch) -> Iterator[Row]:
    for at, cells in watch(sheet.rows(), "Verzeichnis lesen", sheet.height):
        if at <= LAST_HEAD_ROW:
            read_head(sheet, frame, at, cells)
        elif frame.complete or text(cells, 0).startswith("Quelle"):
            read_foot(frame, cells)
        elif text(cells, 0) == LAND:
            frame.lands[text(cells, 2)] = text(cells, 7)
        elif text(cells, 0) not in PASSED_OVER and any(cell is not None for cell in cells):
            yield read_row(sheet.where(at), cells)


def read_head(sheet: Sheet, frame: Frame, at: int, cells: Cells) -> None:
    check_heads(sheet, at, cells, HEADS.get(at, {}))
    if at == TITLE_ROW:
        frame.status_on = find_date(cells, 0)
        if frame.status_on is None:
            raise UnreadableFile(
                f"{sheet.where(at)}: In der Überschrift fehlt der Stand (TT.MM.JJJJ)."
            )
    elif at == HEAD_ROW and (census := CENSUS.search(text(cells, 9))):
        frame.census_basis = f"Zensus {census[1]}"
    elif at == DATE_ROW:
        frame.area_on, frame.population_on = find_date(cells, 8), find_date(cells, 9)


def read_foot(frame: Frame, cells: Cells) -> None:
    frame.complete = True
    if year := YEAR_OF_CREDIT.search(text(cells, 0)):
        frame.year = int(year[1])


def find_date(cells: Cells, column: int) -> date | None:
    found = DATE.search(text(cells, column))
    return german_date(found[0]) if found else None


def read_row(where: str, cells: Cells) -> Row:
    level = text(cells, 0)
    if level not in LENGTHS:
        raise UnreadableFile(f"{where}, Spalte A: „{level[:60]}“ ist keine Satzart.")
    columns = {DISTRICT: (2, 3, 4), ASSOCIATION: (2, 3, 4, 5), MUNICIPALITY: (2, 3, 4, 5, 6)}
    return Row(
        where=where,
        level=level,
        key="".join(text(cells, column) for column in columns[level]),
        kind_code=text(cells, 1),
        name=text(cells, 7),
        facts=read_facts(where, cells) if level == MUNICIPALITY else NOTHING,
    )


def read_facts(where: str, cells: Cells) -> Facts:
    return Facts(
        population=whole(cells, 9, where),
        area_km2=number(cells, 8, where),
        postcode=text(cells, 13),
        longitude=degrees(cells, 14, where, LONGITUDES),
        latitude=degrees(cells, 15, where, LATITUDES),
    )
