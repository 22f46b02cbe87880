"""An export as the federal database writes it, with invented programmes."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from zipfile import ZipFile

ROOT = "BMWI/FDB/Content/DE"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CATEGORY = "target:/BMWI/SiteGlobals/Categories/FDB"
CLASSIFIER = "target:/BMWI/SiteGlobals/Classifications/Classifier/Common"


def rich(name: str, html: str) -> str:
    """HTML, escaped inside of a CDATA mark that is escaped too."""
    text = escape(f'<![CDATA[<div xmlns:xlink="http://www.w3.org/1999/xlink">{html}</div>]]>')
    return f'<property name="gsb:{name}" type="RichText"><text>{text}</text></property>'


def value(name: str, text: str) -> str:
    return f'<property name="gsb:{name}" type="String"><value>{escape(text)}</value></property>'


def classified(name: str, groups: dict[str, Iterable[str]]) -> str:
    lists = "".join(
        "<classifiedLinkList><classifierText></classifierText><classifierLinks>"
        f'<link xlink:href="{CLASSIFIER}/{kind}"/></classifierLinks><links>'
        + "".join(f'<link xlink:href="{target}"/>' for target in targets)
        + "</links></classifiedLinkList>"
        for kind, targets in groups.items()
    )
    return (
        f'<property name="gsb:{name}" type="ClassifiedLinkLists"><classifiedLinkLists>{lists}'
        "</classifiedLinkLists></property>"
    )


def document(kind: str, *properties: str) -> str:
    return (
        f'{HEAD}<document xmlns:xlink="http://www.w3.org/1999/xlink" type="{kind}">'
        f"{''.join(properties)}</document>"
    )


def programme(
    title: str = "Klimaschutz in Gemeinden",
    *,
    summary: str = "<p>Wir zahlen für Klimaschutz.</p>",
    law: str = "",
    applicants: Iterable[str] = ("kommune", "unternehmen"),
    areas: Iterable[str] = ("umwelt_naturschutz",),
    places: Iterable[str] = ("_bundesweit",),
) -> str:
    return document(
        "gsb:ServiceOffer",
        rich("title", f"<p>{title}</p>" if title else ""),
        rich("summary", summary),
        rich("bodyText", law),
        rich("teaserText", ""),
        '<property name="gsb:dateOfIssue" type="Date"><value>2026-01-15T13:47:20.411+01:00</value>'
        "</property>",
        classified(
            "cl2Processes",
            {
                "Foerdergebiet": [f"{CATEGORY}/Foerdergebiet/{one}" for one in places],
                "Foerderberechtigte": [
                    f"{CATEGORY}/Foerderberechtigte/{one}" for one in applicants
                ],
                "Foerderbereich": [f"{CATEGORY}/Foerderbereich/{one}" for one in areas],
                "Foerderorganisation": [f"target:/{ROOT}/Foerdergeber/M/ministerium"],
            },
        ),
        classified("cl2CustServices", {"ExternerLink": [f"target:/{ROOT}/ExternerLink/I/infos"]}),
    )


def codes(kind: str, found: Iterable[str]) -> list[str]:
    return [f"{CATEGORY}/{kind}/{one}" for one in found]


def write(folder: Path, files: dict[str, str]) -> Path:
    """`Foerderprogramm/Bund/BMU/klima` → what stands in its file; with what they link to."""
    linked = {
        "Foerdergeber/M/ministerium": document(
            "gsb:ContactData", rich("title", "<p>Ministerium für Klima &amp; Wald</p>")
        ),
        "ExternerLink/I/infos": document(
            "gsb:ExternalLink",
            rich("title", "<p>Mehr dazu</p>"),
            value("url", "https://klima.example/infos"),
        ),
        "ExternerLink/R/richtlinie": document(
            "gsb:ExternalLink", value("url", "https://klima.example/richtlinie.pdf")
        ),
        "ExternerLink/B/boese": document("gsb:ExternalLink", value("url", "javascript:alert(1)")),
    }
    for name, text in {**linked, **files}.items():
        path = folder / ROOT / f"{name}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def pack(folder: Path, archive: Path) -> Path:
    with ZipFile(archive, "w") as packed:
        for path in folder.rglob("*.xml"):
            packed.write(path, path.relative_to(folder))
    return archive
