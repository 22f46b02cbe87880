"""The attendance list as a workbook: who is expected, and what everybody answered."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from klimanetz.features.meetings.models import Meeting
from klimanetz.features.meetings.tally import list_attendance, tally_answers

BOLD = Font(bold=True)
WIDTHS = (30, 34, 24, 24, 30, 34, 30)


def write_attendance(meeting: Meeting) -> bytes:
    """The first sheet may be handed round; the second is for those who run the meeting."""
    addresses = dict(meeting.invitations.values_list("pk", "email"))
    book = Workbook()
    book.remove(book.worksheets[0])
    head = (_("Name"), _("Kommune oder Organisation"), _("Kreis"), _("Teilnahme"))
    _write_table(
        book.create_sheet(_("Anwesenheit")),
        (*head, _("In Vertretung für"), _("E-Mail"), _("Unterschrift")),
        list_attendance(meeting),
    )
    _write_table(
        book.create_sheet(_("Antworten")),
        (*head[:3], _("Antwort"), _("Geantwortet"), _("E-Mail")),
        (
            (row.name, row.organisation, row.district, row.answer, row.at, addresses[row.pk])
            for row in tally_answers(meeting).rows
        ),
    )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write_table(sheet: Worksheet, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for place, row in enumerate((head, *rows), start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(place, column, text)
            cell.data_type = "s"  # always text: a name that begins with "=" is no formula
            if place == 1:
                cell.font = BOLD
