"""The municipal register as text, 220 characters a record: GV100AD."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from klimanetz.places.progress import Watch, unwatched
from klimanetz.places.sources.entries import (
    ASSOCIATION,
    DISTRICT,
    MUNICIPALITY,
    NOTHING,
    Facts,
    Issue,
    Row,
    UnreadableFile,
    assemble,
)

WIDTH: Final = 220
RECORD: Final = re.compile(r"[1-6]0\d{8}")
LAND: Final = "10"
LEVELS: Final = frozenset({LAND, "20", "30", DISTRICT, ASSOCIATION, MUNICIPALITY})
STATED: Final = frozenset({"population", "area_km2", "postcode"})
OLD_ENCODING: Final = "Die Datei ist in Windows-1252 kodiert und wurde so gelesen."


def is_gv100ad(start: bytes) -> bool:
    return RECORD.match(start[:10].decode("ascii", "replace")) is not None


def read_gv100ad(path: Path, watch: Watch = unwatched) -> Issue:
    content, notes = decode(path)
    lines = content.splitlines()
    status_on = read_status(path.name, lines)
    lands: dict[str, str] = {}
    entries, unincorporated = assemble(read_records(path.name, lines, lands, watch))
    return Issue(
        status_on=status_on,
        credit=f"© Statistisches Bundesamt (Destatis), {status_on.year}",
        stated=STATED,
        lands=lands,
        entries=entries,
        unincorporated=unincorporated,
        notes=notes,
    )


def decode(path: Path) -> tuple[str, tuple[str, ...]]:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), (OLD_ENCODING,)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            f"{path.name}, Zeile {line}: Ein Zeichen ist weder UTF-8 noch Windows-1252."
        ) from error


def read_status(file: str, lines: list[str]) -> date:
    """The one status date that every record bears."""
    stamps = {line[2:10] for line in lines if line.strip()}
    try:
        (stamp,) = stamps
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:]))
    except ValueError as error:
        raise UnreadableFile(
            f"{file}: Alle Sätze sollen denselben Stand tragen (Stellen 3 bis 10, JJJJMMTT); "
            f"gefunden: {', '.join(sorted(stamps)[:3])}."
        ) from error


def read_records(file: str, lines: list[str], lands: dict[str, str], watch: Watch) -> Iterator[Row]:
    for at, line in enumerate(watch(lines, "Verzeichnis lesen", len(lines)), 1):
        where = f"{file}, Zeile {at}"
        if not line.strip():
            continue
        level = line[:2]
        if len(line) != WIDTH:
            raise UnreadableFile(
                f"{where}: Der Satz hat {len(line)} statt {WIDTH} Zeichen; "
                "die Datei ist abgeschnitten oder verändert."
            )
        if level not in LEVELS:
            raise UnreadableFile(f"{where}: „{level}“ ist keine Satzart.")
        if level == LAND:
            lands[line[10:12]] = line[22:72].strip()
        elif level in {DISTRICT, ASSOCIATION, MUNICIPALITY}:
            yield read_record(where, level, line)


def read_record(where: str, level: str, line: str) -> Row:
    key = {
        DISTRICT: line[10:15],
        ASSOCIATION: line[10:15] + line[18:22],
        MUNICIPALITY: line[10:15] + line[18:22] + line[15:18],
    }[level]
    return Row(
        where=where,
        level=level,
        key=key,
        kind_code=line[122:124].strip(),
        name=line[22:72].strip(),
        facts=read_facts(where, line) if level == MUNICIPALITY else NOTHING,
    )


def read_facts(where: str, line: str) -> Facts:
    return Facts(
        population=read_whole(where, line, 139, 150),
        area_km2=Decimal(read_whole(where, line, 128, 139)) / 100,
        postcode=line[165:170].strip(),
    )


def read_whole(where: str, line: str, start: int, end: int) -> int:
    found = line[start:end].strip()
    if not (found.isascii() and found.isdigit()):
        raise UnreadableFile(
            f"{where}, Stellen {start + 1} bis {end}: „{found}“ ist keine ganze Zahl."
        )
    return int(found)
