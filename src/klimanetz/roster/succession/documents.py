"""Is this upload really what its name says, and something one may hand on?"""

from pathlib import PurePath
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST = 25 * 1024 * 1024
#: How much of a file is looked at; signatures stand at its beginning.
HEAD = 1024

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: By ending: the content type, and how the file begins.
SIGNED: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    ".webp": ("image/webp", (b"RIFF",)),
    ".doc": ("application/msword", (OLD_OFFICE,)),
    ".xls": ("application/vnd.ms-excel", (OLD_OFFICE,)),
    ".ppt": ("application/vnd.ms-powerpoint", (OLD_OFFICE,)),
}
#: By ending: the content type, and the folder that the archive has.
PACKED: dict[str, tuple[str, str]] = {
    ".docx": (f"{OFFICE}wordprocessingml.document", "word/"),
    ".xlsx": (f"{OFFICE}spreadsheetml.sheet", "xl/"),
    ".pptx": (f"{OFFICE}presentationml.presentation", "ppt/"),
}
#: By ending: the content type, which the archive itself names.
NAMED: dict[str, str] = {
    ".odt": f"{OPEN}text",
    ".ods": f"{OPEN}spreadsheet",
    ".odp": f"{OPEN}presentation",
}
TEXT = {".txt", ".csv", ".md"}
ENDINGS = ",".join(sorted({*SIGNED, *PACKED, *NAMED, *TEXT}))
#: What no text has in it, whatever its encoding.
CONTROLS = frozenset(range(32)) - set(b"\t\n\r\f")


def recognise(upload: "UploadedFile[bytes]") -> str:
    """The content type of a document; raises `ValidationError` with what to do instead."""
    if upload.size is None or upload.size > LARGEST:
        raise ValidationError(
            _("Die Datei ist größer als 25 MB. Bitte verkleinern oder teilen Sie sie.")
        )
    ending = PurePath(upload.name or "").suffix.lower()
    if ending not in ENDINGS.split(","):
        raise ValidationError(
            _(
                "Dieses Format nehmen wir nicht an. Bitte speichern Sie die Datei als PDF, "
                "Office- oder OpenDocument-Datei, Bild oder Text."
            )
        )
    kind = look_inside(ending, upload)
    upload.seek(0)
    if not kind:
        raise ValidationError(
            _("Der Inhalt passt nicht zur Endung %(ending)s. Bitte speichern Sie die Datei neu.")
            % {"ending": ending}
        )
    return kind


def look_inside(ending: str, file: "UploadedFile[bytes]") -> str:
    """Empty where the content is not what the ending says."""
    file.seek(0)
    if ending in SIGNED:
        kind, beginnings = SIGNED[ending]
        head = file.read(HEAD)
        right = head.startswith(beginnings) and (ending != ".webp" or head[8:12] == b"WEBP")
        return kind if right else ""
    if ending in TEXT:
        return "" if any(CONTROLS.intersection(chunk) for chunk in file.chunks()) else "text/plain"
    return look_into_archive(ending, file)


def look_into_archive(ending: str, file: IO[bytes]) -> str:
    """Without unpacking it. Documents with macros do not go on to others."""
    try:
        with ZipFile(file) as archive:
            names = archive.namelist()
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise ValidationError(
                    _("Diese Datei enthält Makros. Bitte speichern Sie sie ohne Makros.")
                )
            if ending in NAMED:
                with archive.open("mimetype") as entry:
                    named = entry.read(HEAD).decode("ascii", "replace").strip()
                return named if named == NAMED[ending] else ""
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        return ""
    kind, folder = PACKED[ending]
    fits = "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
    return kind if fits else ""
