"""The export as it is downloaded: a ZIP, or the folder that it was unpacked to."""

from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.watchlist.document import TOO_LARGE, Broken

PROGRAMMES: Final = "/Foerderprogramm/"
ROOT: Final = "BMWI/FDB/Content/"


class Export:
    """`names` are those of all files; with `read` comes what is in one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.archive = open_archive(path) if path.is_file() else None
        self.names = frozenset(self.archive.namelist() if self.archive else list_folder(path))
        self.root = next((name.partition(ROOT)[0] for name in self.names if ROOT in name), "")

    def list_programmes(self) -> list[str]:
        """Refused where there is none: then it is another folder."""
        found = sorted(one for one in self.names if PROGRAMMES in one and one.endswith(".xml"))
        if not found:
            raise Refused(
                _("%(path)s: Hier liegt kein Export der Förderdatenbank.") % {"path": self.path}
            )
        return found

    def read(self, name: str) -> bytes:
        try:
            if self.archive is None:
                return Path(name).read_bytes()
            if self.archive.getinfo(name).file_size > TOO_LARGE:
                raise Broken(_("Die Datei ist zu groß."))
            return self.archive.read(name)
        except (OSError, BadZipFile, NotImplementedError, RuntimeError) as error:
            raise Broken(_("Die Datei lässt sich nicht öffnen.")) from error

    def read_linked(self, target: str) -> bytes | None:
        """What `/BMWI/FDB/Content/DE/ExternerLink/B/bmas-de` names, where the export has it."""
        name = f"{self.root}{target.lstrip('/')}.xml"
        return self.read(name) if name in self.names else None


def open_archive(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except (OSError, BadZipFile) as error:
        raise Refused(_("%(path)s: Das ist kein ZIP-Archiv.") % {"path": path}) from error


def list_folder(path: Path) -> list[str]:
    return [one.as_posix() for one in path.resolve().rglob("*.xml")]


def key_of(name: str) -> str:
    """`Bund/BMAS/einstiegsgeld`: the address of a programme, from the name of its file."""
    return name.partition(PROGRAMMES)[2].removesuffix(".xml")
