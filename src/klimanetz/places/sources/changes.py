"""Official changes of territory, one workbook a year: which key became which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from klimanetz.places.kinds import ags_of
from klimanetz.places.progress import Watch, unwatched
from klimanetz.places.sources.entries import UnreadableFile
from klimanetz.places.sources.workbook import (
    Cells,
    Sheet,
    check_heads,
    day,
    not_a,
    text,
    whole,
)

SHEET: Final = "Gebietsaenderungen"
HEADS: Final = {
    2: {1: "Regionaleinheit", 2: "Abgebende", 8: "Aufnehmende", 11: "Wirksamkeitsdatum"},
    3: {2: "Amtlicher Regionalschlüssel", 4: "Name", 5: "Änderungsart", 7: "Einwohner",
        8: "Amtlicher Regionalschlüssel", 10: "Name", 11: "juristisch"},
}  # fmt: skip
LAST_HEAD_ROW: Final = 4
FOOT: Final = "©"
UNITS: Final = frozenset({"Gemeinde", "Gemeindeverband", "Kreis"})
KEY: Final = re.compile(r"\d{5}|\d{9}|\d{12}")
#: The graver first, where a row bears two kinds ("3, 4").
KINDS: Final = ("1", "3", "2", "4")


@dataclass(frozen=True, slots=True)
class End:
    """One side of a change."""

    ars: str
    name: str

    @property
    def identity(self) -> str:
        return ags_of(self.ars) or self.ars


@dataclass(frozen=True, slots=True)
class Change:
    where: str
    kind: str
    before: End
    after: End | None
    inhabitants: int | None
    legal_on: date


def read_changes(sheet: Sheet, watch: Watch = unwatched) -> tuple[Change, ...]:
    changes = tuple(read_rows(sheet, watch))
    if not changes:
        raise UnreadableFile(f"{sheet.file}, Blatt „{sheet.title}“: Die Tabelle ist leer.")
    return changes


def read_rows(sheet: Sheet, watch: Watch) -> Iterator[Change]:
    complete = False
    for at, cells in watch(sheet.rows(), "Änderungen lesen", sheet.height):
        check_heads(sheet, at, cells, HEADS.get(at, {}))
        complete = complete or text(cells, 0).startswith(FOOT)
        if at > LAST_HEAD_ROW and text(cells, 1):
            yield read_change(sheet.where(at), cells)
    if not complete:
        raise UnreadableFile(
            f"{sheet.file}, Blatt „{sheet.title}“: Die Fußzeile „© …“ fehlt; "
            "die Tabelle ist abgeschnitten."
        )


def read_change(where: str, cells: Cells) -> Change:
    if text(cells, 1) not in UNITS:
        raise not_a(where, 1, cells, "Gemeinde, Gemeindeverband oder Kreis")
    kinds = set(re.findall(r"\d", text(cells, 5)))
    kind = next((kind for kind in KINDS if kind in kinds), None)
    if kind is None or kinds - set(KINDS):
        raise not_a(where, 5, cells, "eine Änderungsart (1 bis 4)")
    return Change(
        where=where,
        kind=kind,
        before=read_end(where, cells, 2),
        after=read_end(where, cells, 8) if text(cells, 8) else None,
        inhabitants=whole(cells, 7, where),
        legal_on=day(cells, 11, where),
    )


def read_end(where: str, cells: Cells, column: int) -> End:
    if not KEY.fullmatch(text(cells, column)):
        raise not_a(where, column, cells, "ein Regionalschlüssel mit 5, 9 oder 12 Ziffern")
    return End(text(cells, column), text(cells, column + 2))
