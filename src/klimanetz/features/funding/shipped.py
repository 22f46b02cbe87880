"""The programmes that the product starts with, as known when it was made; see `data/`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from klimanetz.core.audit import SYSTEM
from klimanetz.features.funding.importing.actions import import_files
from klimanetz.features.funding.importing.documents import read_document
from klimanetz.features.funding.models import Level, Programme

DATA: Final = Path(__file__).with_name("data")


def list_files() -> list[Path]:
    return sorted(DATA.glob("*.toml"))


def load_shipped_programmes(land: str = "", *, actor: object = SYSTEM) -> None:
    """Into an installation without any programme; later issues come by `klimanetz funding import`.

    Those of other Länder than that of the network (two digits, empty for all) are left out.
    """
    if not Programme.objects.exists():
        import_files(useful_in(land), actor=actor)


def useful_in(land: str) -> Iterator[Path]:
    for path in list_files():
        content = read_document(path).content
        if not land or content.get("level") != Level.STATE or content.get("land") == land:
            yield path
