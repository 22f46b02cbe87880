"""A spreadsheet as organisers have them: five people and three mistakes to be led through."""

from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook

from klimanetz.demo import cast

HEADERS = (
    "Name",
    "E-Mail",
    "Telefon",
    "Kommune",
    "Funktion",
    "Stelle seit",
    "befristet bis",
    "Förderung",
)
KSM = "Klimaschutzmanagement"
PROGRAMME = "Kommunalrichtlinie, Erstvorhaben"


def write_sample() -> bytes:
    """An XLSX file. Two lines are fine: one person is new, one has another telephone number.
    Three are not: a name that two places have, a place misspelt, an address without its end.
    """
    year = timezone.localdate().year
    since, until = f"01.02.{year}", f"31.01.{year + 2}"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Klimaschutz")
    sheet.append(HEADERS)
    for name, email, phone, place in (
        ("Jonas Weber", cast.MANAGER, "030 23125 999", "Stadt Ilmenau"),
        ("Greta Ludwig", "greta.ludwig@greiz.example", "030 23125 301", "Stadt Greiz"),
        ("Anton Vogt", "anton.vogt@elxleben.example", "030 23125 302", "Elxleben"),
        ("Mareike Stolz", "mareike.stolz@poessneck.example", "030 23125 303", "Pössnek"),
        ("Felix Roth", "felix.roth@zella-mehlis", "030 23125 304", "Zella-Mehlis"),
    ):
        known = name == "Jonas Weber"
        post = () if known else (since, until, PROGRAMME)
        sheet.append((name, email, phone, place, KSM, *post))
    written = BytesIO()
    book.save(written)
    return written.getvalue()
