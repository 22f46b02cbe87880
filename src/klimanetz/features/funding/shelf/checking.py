"""Can this file be filled? Looked at when it is uploaded, not when somebody waits for it."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from klimanetz.features.funding.shelf.filling import EXCEL, WORD, fill_with, make_engine
from klimanetz.features.funding.shelf.placeholders import EXAMPLE, SPARSE
from klimanetz.roster.succession.documents import recognise

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

ENDINGS: Final = f"{WORD},{EXCEL}"
#: What a file of 25 MB may come to when it is unpacked.
LARGEST_UNPACKED: Final = 200 * 1024 * 1024
QUOTED: Final = re.compile(r"'([^']+)'")
NEAR: Final = 80


def check_template(upload: "UploadedFile[bytes]") -> str:
    """The content type; raises `ValidationError` with what to mend."""
    kind = recognise(upload)
    ending = ending_of(upload)
    if ending not in {WORD, EXCEL}:
        raise ValidationError(
            _("Eine Vorlage ist eine Word-Datei (.docx) oder eine Excel-Datei (.xlsx).")
        )
    content = upload.read()
    upload.seek(0)
    with ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
            raise ValidationError(_("Diese Datei ist ausgepackt zu groß. Sind Bilder darin?"))
    try_out(content, ending)
    return kind


def ending_of(upload: "UploadedFile[bytes]") -> str:
    return PurePath(upload.name or "").suffix.lower()


def try_out(content: bytes, ending: str) -> None:
    """With everything there may be, and with as little as possible."""
    engine = make_engine(StrictUndefined)
    for values in (EXAMPLE, SPARSE):
        try:
            fill_with(engine, content, ending, values)
        except TemplateError as error:
            raise ValidationError(explain(error)) from error
        except Exception as error:
            raise ValidationError(
                _("Diese Datei können wir nicht öffnen. Bitte speichern Sie sie neu.")
            ) from error


def explain(error: TemplateError) -> str:
    if isinstance(error, SecurityError):
        return _("Ein Platzhalter will mehr, als Platzhalter dürfen. Bitte nehmen Sie ihn heraus.")
    if isinstance(error, UndefinedError):
        name = (QUOTED.findall(str(error)) or ["?"])[-1]
        return _("Den Platzhalter „%(name)s“ kennen wir nicht. Unten stehen alle, die es gibt.") % {
            "name": name
        }
    near = say_near(getattr(error, "docx_context", ()))
    if isinstance(error, TemplateSyntaxError) and near:
        return _("Ein Platzhalter ist nicht richtig geschrieben, in der Nähe von: „%(near)s“") % {
            "near": near
        }
    return _("Ein Platzhalter ist nicht richtig geschrieben. Bitte prüfen Sie alle Klammern.")


def say_near(lines: Iterable[str]) -> str:
    """The first words with a bracket in them, as they stand in the file."""
    said = [line.strip() for line in lines if line.strip()]
    marked = [line for line in said if "{" in line or "}" in line]
    return (marked or said or [""])[0][:NEAR]
