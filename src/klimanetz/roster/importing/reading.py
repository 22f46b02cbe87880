"""From the bytes of a file to grids; the content decides what it is, never the name."""

from django.utils.translation import gettext as _

from klimanetz.roster.importing import delimited, xlsx
from klimanetz.roster.importing.grid import MAX_BYTES, Grid, TableError

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<!DOCTYPE", b"<html")


def read_file(content: bytes) -> list[Grid]:
    """Raises `TableError` with one sentence that says what to do."""
    if not content.strip():
        raise TableError(_("Die Datei ist leer."))
    if len(content) > MAX_BYTES:
        raise TableError(_("Die Datei ist größer als 5 MB. Bitte teilen Sie die Liste."))
    if content.startswith(OLD_EXCEL):
        raise TableError(
            _("Das ist eine alte Excel-Datei (XLS) oder sie hat ein Kennwort. "
              "Bitte speichern Sie sie in Excel als „Excel-Arbeitsmappe (XLSX)“ ohne Kennwort.")
        )  # fmt: skip
    if content.startswith(NO_TABLES):
        raise TableError(_("Diese Datei ist keine Tabelle. Nehmen Sie XLSX oder CSV."))
    if content.startswith(xlsx.SIGNATURE):
        return xlsx.read_xlsx(content)
    return delimited.read_delimited(content)
