"""One file of the export: properties with texts, values, and links that have a meaning."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from django.utils.translation import gettext as _

HREF: Final = "{http://www.w3.org/1999/xlink}href"
#: A programme's file has some 20 kB.
TOO_LARGE: Final = 2_000_000
CDATA: Final = ("<![CDATA[", "]]>")


class Broken(Exception):  # noqa: N818 - read as a sentence
    """`str()` of it says why a file cannot be read."""


@dataclass(frozen=True, slots=True)
class Document:
    """`links`: what a link is (`Foerderbereich`) → where its links lead (`/BMWI/…/mobilitaet`)."""

    values: dict[str, str]
    links: dict[str, tuple[str, ...]]

    def codes(self, classifier: str) -> tuple[str, ...]:
        """The last parts of the addresses, which is where categories have their codes."""
        return tuple(target.rpartition("/")[2] for target in self.links.get(classifier, ()))


def read_document(data: bytes) -> Document:
    """Entities are refused: nothing in the export has any, and they can be made to explode."""
    if len(data) > TOO_LARGE:
        raise Broken(_("Die Datei ist zu groß."))
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Broken(_("Die Datei enthält eine Dokumenttyp-Erklärung; das tut der Export nie."))
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - see above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Broken(_("Das ist kein gültiges XML.")) from error
    properties = root.findall("property")
    return Document(
        {one.get("name", ""): text_of(one) for one in properties},
        dict(list_links(properties)),
    )


def text_of(node: ElementTree.Element) -> str:
    """The export wraps its HTML in a CDATA mark that is itself escaped."""
    text = node.findtext("text") or node.findtext("value") or ""
    return text.strip().removeprefix(CDATA[0]).removesuffix(CDATA[1])


def list_links(properties: list[ElementTree.Element]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in properties:
        for group in node.iter("classifiedLinkList"):
            kind = next(targets(group.find("classifierLinks")), "")
            yield kind.rpartition("/")[2], tuple(targets(group.find("links")))


def targets(node: ElementTree.Element | None) -> Iterator[str]:
    for link in () if node is None else node.iter("link"):
        yield (link.get(HREF) or "").removeprefix("target:")
