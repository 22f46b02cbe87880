"""A programme of the export, with what its links lead to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from html import unescape
from typing import Final

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from klimanetz.features.funding.models import Level
from klimanetz.features.funding.watchlist.document import Broken, Document, read_document
from klimanetz.features.funding.watchlist.export import Export, key_of
from klimanetz.features.funding.watchlist.sections import SECTIONS
from klimanetz.features.funding.watchlist.vocabulary import (
    CLIMATE,
    FOLDERS,
    GIVERS,
    LANDS,
    MUNICIPAL,
    NATIONWIDE,
)

TARGET: Final = re.compile(r'href="target:([^"]+)"')


@dataclass(frozen=True, slots=True)
class Listed:
    """As `Listing`, before it is compared with what is known."""

    key: str
    title: str
    giver: str
    level: Level
    land: str
    applicants: frozenset[str]
    areas: tuple[str, ...]
    places: frozenset[str]
    texts: dict[str, str]
    links: dict[str, str]
    further: list[tuple[str, str]]
    issued_on: date | None
    digest: str = field(default="", compare=False)

    def concerns(self, land: str) -> bool:
        """Municipalities of a Land (two digits; empty: of any) that act for the climate."""
        return bool(
            self.applicants & MUNICIPAL and CLIMATE.keys() & set(self.areas) and self.is_for(land)
        )

    def is_for(self, land: str) -> bool:
        if not land or not self.places or self.places & NATIONWIDE:
            return True
        return land in {LANDS.get(place) for place in self.places}


def read_programme(export: Export, name: str) -> Listed:
    """Raises `Broken` with the reason."""
    document = read_document(export.read(name))
    title = plain(document.values.get("gsb:title", ""))
    if not title:
        raise Broken(_("Das Programm hat keinen Titel."))
    key = key_of(name)
    level = level_of(key, document)
    places = frozenset(document.codes("Foerdergebiet"))
    texts = {
        part: document.values[part] for part in SECTIONS if plain(document.values.get(part, ""))
    }
    giver = ", ".join(name_linked(export, document.links.get("Foerderorganisation", ())))
    areas = tuple(sorted(document.codes("Foerderbereich")))
    return Listed(
        key=key,
        title=title[:500],
        giver=giver[:500],
        level=level,
        land=land_of(places) if level == Level.STATE else "",
        applicants=frozenset(document.codes("Foerderberechtigte")),
        areas=areas,
        places=places,
        texts=texts,
        links=dict(resolve(export, texts.values())),
        further=list(list_further(export, document.links.get("ExternerLink", ()))),
        issued_on=day_of(document.values.get("gsb:dateOfIssue", "")),
        digest=sha256(repr((title, giver, areas, texts)).encode()).hexdigest(),
    )


def plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


def level_of(key: str, document: Document) -> Level:
    given = (GIVERS.get(code) for code in document.codes("Foerdergeber"))
    return FOLDERS.get(key.partition("/")[0]) or next(filter(None, given), Level.FEDERAL)


def land_of(places: frozenset[str]) -> str:
    """Empty where several Länder give it together."""
    found = {LANDS[place] for place in places if place in LANDS}
    return found.pop() if len(found) == 1 else ""


def day_of(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def open_linked(export: Export, target: str) -> Document | None:
    """A broken or missing link takes nothing else along."""
    try:
        data = export.read_linked(target)
        return read_document(data) if data is not None else None
    except Broken:
        return None


def name_linked(export: Export, targets: tuple[str, ...]) -> Iterator[str]:
    for target in targets:
        document = open_linked(export, target)
        if document and (name := plain(document.values.get("gsb:title", ""))):
            yield name


def resolve(export: Export, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for target in {one for text in texts for one in TARGET.findall(text)}:
        document = open_linked(export, target)
        if document and (url := web_address(document)):
            yield target, url


def list_further(export: Export, targets: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for target in targets:
        document = open_linked(export, target)
        if document and (url := web_address(document)):
            yield plain(document.values.get("gsb:title", "")) or url, url


def web_address(document: Document) -> str:
    url = document.values.get("gsb:url", "").strip()
    return url if url.startswith(("https://", "http://")) else ""
