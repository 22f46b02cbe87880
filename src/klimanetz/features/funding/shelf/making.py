"""A paper as a file: the template that is on the shelf, filled for one town."""

from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from klimanetz.core.memory import give_back_memory
from klimanetz.core.refusal import Refused
from klimanetz.features.funding.costing.workbook import write_workbook
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.features.funding.result import Result, work_out
from klimanetz.features.funding.shelf.filling import EXCEL, WORD, fill
from klimanetz.features.funding.shelf.models import Template
from klimanetz.features.funding.shelf.shipping import COST_SHEET, build_shipped
from klimanetz.features.funding.shelf.values import GERMAN, gather

OFFICE: Final = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES: Final = {
    WORD: f"{OFFICE}wordprocessingml.document",
    EXCEL: f"{OFFICE}spreadsheetml.sheet",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes
    ending: str

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.ending]


def read_original(template: Template) -> File | None:
    """As it is before it is filled; None where it is made of the plan and nothing else."""
    latest = template.latest
    if latest is not None:
        with latest.file.open("rb") as file:
            return File(latest.name, file.read(), latest.ending)
    shipped = build_shipped(template.slug)
    return File(f"{template.title}{WORD}", shipped, WORD) if shipped else None


def reckon(inquiry: Inquiry) -> Result:
    """In German throughout, reasons and notes included: it goes into papers."""
    with override(GERMAN):
        return work_out(inquiry, on=timezone.localdate())


def make_paper(template: Template, result: Result) -> File:
    authority = result.inquiry.authority
    name = f"{template.title} {authority.name if authority else ''}".strip()
    try:
        original = read_original(template)
    except FileNotFoundError as error:
        raise Refused(_("Diese Vorlage fehlt gerade. Bitte sagen Sie uns Bescheid.")) from error
    if original is not None:
        content = fill(original.content, original.ending, gather(result))
        give_back_memory()
        return File(write_name(name, original.ending), content, original.ending)
    if template.slug == COST_SHEET:
        with override(GERMAN):
            content = write_workbook(result.chosen.plan, name)
        return File(write_name(name, EXCEL), content, EXCEL)
    raise Refused(_("Zu dieser Vorlage gibt es noch keine Datei."))


def write_name(text: str, ending: str) -> str:
    """Beschlussvorlage-Ilmenau.docx: readable, and good in every file system."""
    kept = "".join(one if one.isalnum() else " " for one in text)
    return f"{'-'.join(kept.split())}{ending}"
