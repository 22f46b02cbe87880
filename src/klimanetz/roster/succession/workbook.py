"""The positions as a workbook, for those who work in Excel."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from klimanetz.roster.export import Value, write_head, write_value
from klimanetz.roster.succession.lines import Line


def write_positions(lines: Iterable[Line]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Stellen"))
    sheet.freeze_panes = "A2"
    heads = (
        *(_("Kommune"), _("Schlüssel"), _("Art der Stelle"), _("Umfang"), _("Stand")),
        *(_("Wer die Stelle hat"), _("unbesetzt seit"), _("Förderung"), _("Förderung bis")),
        *(_("endet"), _("Entscheidung"), _("verstetigt")),
    )
    sheet.append([write_head(sheet, head) for head in heads])
    for line in lines:
        sheet.append([write_value(sheet, value) for value in row_of(line)])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(line: Line) -> Iterable[Value]:
    position, paying = line.position, line.paying
    yield position.authority.name
    yield position.authority.ars
    yield position.get_kind_display()
    yield position.share
    yield str(position.get_state_display())
    yield ", ".join(span.label for span in line.current)
    yield line.vacant_since
    yield paying.label if paying else ""
    yield paying.ends if paying else None
    yield line.ends
    yield str(line.decision.label) if line.ends else ""
    yield _("ja") if position.permanent else _("nein")
