"""Files as the statistical office makes them, small enough to read."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import openpyxl

type Line = tuple[object, ...]

SHARED = Path(__file__).parents[3] / "shared" / "data"

HEADS: tuple[Line, ...] = (
    ("Gemeinden in Deutschland nach Fläche und Bevölkerung am {status} (4. Quartal)",),
    (),
    ("Satz-art", "Text-kenn-zeichen", "Amtlicher Regionalschlüssel (ARS)", None, None, None, None,
     "Gemeindename", "Fläche km2 1)", "Bevölkerung auf Grundlage des Zensus 20112)", None, None,
     None, "Postleit-zahl3)", "Geografische Mittelpunktkoordinaten"),
    (None, None, "Land", "RB", "Kreis", "VB", "Gem", None, None, "insgesamt", "männlich",
     "weiblich", "je km2", None, "Längengrad", "Breitengrad"),
    (None, None, "Gebietsstand am {status}", None, None, None, None, None, "31.12.2023 (Jahr)",
     "am 31.12.2023 (Jahr)"),
    (),
)  # fmt: skip
FOOT: tuple[Line, ...] = (
    (),
    ("Quelle: Gemeindeverzeichnis-Informationssytem GV-ISys",),
    ("1) Abweichungen bei den Flächenangaben sind durch Runden der Zahlen möglich.",),
    ("     Statistisches Bundesamt (Destatis), 2025",),
)


def land(key: str = "16", name: str = "Thüringen") -> Line:
    return ("10", None, key, None, None, None, None, name)


def district(key: str, name: str, code: str = "44") -> Line:
    return ("40", code, key[:2], key[2], key[3:5], None, None, name)


def association(key: str, name: str, code: str = "50") -> Line:
    return ("50", code, key[:2], key[2], key[3:5], key[5:9], None, name)


def town(
    key: str,
    name: str,
    code: str = "64",
    *,
    population: object = 1000,
    area: object = 10.5,
    at: tuple[object, object] = ("11,0", "50,8"),
) -> Line:
    parts = (key[:2], key[2], key[3:5], key[5:9], key[9:])
    return ("60", code, *parts, name, area, population, 0, 0, 0, "99000", *at)


#: A city, a town of its own, an association, and a municipality that serves its neighbour.
COUNTRY: tuple[Line, ...] = (
    land(),
    district("16051", "Erfurt, Stadt", "41"),
    association("160510000", "Erfurt, Stadt"),
    town("160510000000", "Erfurt, Stadt", "61", population=215_675, area=269.91),
    district("16070", "Ilm-Kreis"),
    association("160700029", "Ilmenau, Stadt"),
    town("160700029029", "Ilmenau, Stadt", "63", population=39_000, at=("10,9", "50,7")),
    association("160705009", "Riechheimer Berg", "54"),
    town("160705009008", "Bösleben-Wüllersleben", population=600),
    town("160705009012", "Elxleben", population=400, at=("11,1", "50,9")),
    district("16068", "Sömmerda"),
    association("160685050", "Elxleben", "58"),
    town("160685050009", "Elxleben", population=2000, at=("10,95", "51,04")),
    town("160685050061", "Witterda", population=1100),
)


def write_register(
    path: Path,
    lines: Iterable[Line] = COUNTRY,
    *,
    status: date = date(2024, 12, 31),
    heads: Sequence[Line] = HEADS,
    foot: Sequence[Line] = FOOT,
    sheet: str = "Onlineprodukt_Gemeinden31122024",
) -> Path:
    """An AuszugGV workbook."""
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Inhalt"
    page = book.create_sheet(sheet)
    for line in (*heads, *lines, *foot):
        cells = [
            cell.format(status=f"{status:%d.%m.%Y}") if isinstance(cell, str) else cell
            for cell in line
        ]
        page.append(cells)
    book.save(path)
    return path


def without(key: str, lines: Iterable[Line] = COUNTRY) -> list[Line]:
    return [line for line in lines if key_of(line) != key]


def instead(line: Line, lines: Iterable[Line] = COUNTRY) -> list[Line]:
    """`lines` with the one of the same key exchanged."""
    return [line if key_of(old) == key_of(line) else old for old in lines]


def key_of(line: Line) -> str:
    return "".join(str(part) for part in line[2:7] if part is not None)


def record(line: Line, status: str = "20241231") -> str:
    """The same line in the GV100AD layout."""
    level, code, *parts, name = (part or "" for part in line[:8])
    region, place = f"{parts[0]}{parts[1]}{parts[2]}".ljust(5), str(parts[4]).ljust(3)
    head = f"{level}{status}{region}{place}{str(parts[3]).ljust(4)}{str(name).ljust(50)}".ljust(122)
    text = f"{head}{str(code).ljust(6)}"
    if level == "60":
        area, people = round(float(str(line[8])) * 100), int(str(line[9]))
        text += f"{area:011d}{people:011d}{0:011d}    {line[13]}"
    return text.ljust(220)


def write_text(
    path: Path,
    lines: Iterable[Line] = COUNTRY,
    *,
    encoding: str = "utf-8",
    status: str = "20241231",
) -> Path:
    text = "".join(f"{record(line, status)}\r\n" for line in lines)
    path.write_bytes(text.encode(encoding))
    return path


CHANGE_HEADS: tuple[Line, ...] = (
    ("Gebietsänderungen vom 01.01. - 31.12.2024",),
    ("Kennziffer", "Regionaleinheit", "Abgebende / Aufgelöste Gemeinde", None, None, None, None,
     None, "Aufnehmende / Neugebildete Gemeinde", None, None, "Wirksamkeitsdatum"),
    (None, None, "Amtlicher Regionalschlüssel (ARS)", "AGS", "Name", "Änderungs-art 1)",
     "Fläche qm", "Einwohner", "Amtlicher Regionalschlüssel (ARS)", "AGS", "Name", "juristisch",
     "statistisch"),
    (),
)  # fmt: skip
CHANGE_FOOT: tuple[Line, ...] = ((), ("© Daten (im Auftrag der Herausgebergemeinschaft …)",))


def change(
    old: str,
    name: str,
    kind: object,
    new: str | None,
    new_name: str | None,
    *,
    on: str = "01.01.2024",
    people: object = None,
) -> Line:
    unit = "Gemeinde" if len(old) == 12 else "Gemeindeverband"
    return (
        "16/2024/0001-R",
        unit,
        old,
        None,
        name,
        kind,
        None,
        people,
        new,
        None,
        new_name,
        on,
        on,
    )


def write_changes(
    path: Path,
    lines: Iterable[Line],
    *,
    heads: Sequence[Line] = CHANGE_HEADS,
    foot: Sequence[Line] = CHANGE_FOOT,
) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Gebietsaenderungen"
    for line in (*heads, *lines, *foot):
        page.append(list(line))
    book.save(path)
    return path


UDER_CHANGE = change("160615012097", "Uder", 1, "160615051119", "Uder")
