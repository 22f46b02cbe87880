"""Which of the known formats a file is, by its content; names of files say nothing."""

from pathlib import Path
from typing import Final

from klimanetz.places.progress import Watch, unwatched
from klimanetz.places.sources import auszug_gv, changes
from klimanetz.places.sources.auszug_gv import read_auszug_gv
from klimanetz.places.sources.changes import Change, read_changes
from klimanetz.places.sources.entries import Issue, UnreadableFile
from klimanetz.places.sources.gv100ad import is_gv100ad, read_gv100ad
from klimanetz.places.sources.workbook import open_sheet

ZIP: Final = b"PK\x03\x04"


def read_source(path: Path, watch: Watch = unwatched) -> Issue | tuple[Change, ...]:
    """An issue of the register, or changes of territory; raises `UnreadableFile`."""
    try:
        with path.open("rb") as file:
            start = file.read(16).removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise UnreadableFile(f"{path}: Die Datei lässt sich nicht öffnen.") from error
    if start.startswith(ZIP):
        with open_sheet(path, (auszug_gv.SHEET, changes.SHEET)) as sheet:
            is_changes = sheet.title.startswith(changes.SHEET)
            return read_changes(sheet, watch) if is_changes else read_auszug_gv(sheet, watch)
    if is_gv100ad(start):
        return read_gv100ad(path, watch)
    raise UnreadableFile(
        f"{path.name}: Das ist weder die Arbeitsmappe „AuszugGV“ oder „Gebietsänderungen“ (XLSX) "
        "noch eine Textdatei „GV100AD“ des Statistischen Bundesamts."
    )
