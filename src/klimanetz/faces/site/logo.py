"""Is this upload really a picture, and one that cannot do anything but be looked at?"""

import re
from pathlib import PurePath
from xml.etree.ElementTree import Element, ParseError, fromstring

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST = 100_000
PNG_BEGINS, PNG_ENDS = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
SVG = "{http://www.w3.org/2000/svg}"
#: What a drawn logo consists of; scripts, foreign objects, animations and links are not listed.
DRAWING = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "image"),
}
#: References leave the file unless they name a part of it or carry a picture along.
INSIDE = re.compile(r"#|data:image/(png|jpeg);base64,")
REACHES_OUT = re.compile(r"@import|expression|javascript:|\\|url\((?!\s*['\"]?\s*#)", re.IGNORECASE)
#: What drawing programs note for themselves; browsers do not draw it.
NOTES = (
    "{http://www.inkscape.org/",
    "{http://sodipodi.sourceforge.net/",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "{http://purl.org/dc/elements/",
    "{http://creativecommons.org/",
    "{http://ns.adobe.com/",
)


def check_logo(upload: "UploadedFile[bytes]") -> None:
    """Raises `ValidationError` with what to do where this is not a harmless PNG or SVG."""
    if upload.size is None or upload.size > LARGEST:
        raise ValidationError(
            _("Die Datei ist größer als 100 kB. Bitte verkleinern Sie das Bild vor dem Hochladen.")
        )
    content = upload.read()
    upload.seek(0)
    ending = PurePath(upload.name or "").suffix.lower()
    if ending == ".png" and content.startswith(PNG_BEGINS) and PNG_ENDS in content[-16:]:
        return
    root = read_drawing(content) if ending == ".svg" else None
    if root is None:
        raise ValidationError(
            _("Das ist kein Bild im Format SVG oder PNG. Bitte laden Sie eine solche Datei hoch.")
        )
    if not all(is_harmless(part) for part in root.iter()):
        raise ValidationError(
            _(
                "Diese SVG-Datei enthält mehr als ein Bild, zum Beispiel ein Skript oder einen "
                "Verweis nach außen. Bitte speichern Sie sie als „einfaches SVG“ oder als PNG."
            )
        )


def read_drawing(content: bytes) -> Element | None:
    """The root of an SVG drawing. What declares entities is not read at all."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    text = re.sub(r"<!DOCTYPE[^>\[]*>", "", text)
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "<?" in text.removeprefix("<?xml "):
        return None
    try:
        root = fromstring(text)  # noqa: S314 - entities cannot get here
    except (ParseError, ValueError):
        return None
    return root if root.tag == f"{SVG}svg" else None


def is_harmless(part: Element) -> bool:
    if not part.tag.startswith(SVG):
        return part.tag.startswith(NOTES)
    if part.tag.removeprefix(SVG) not in DRAWING or REACHES_OUT.search(part.text or ""):
        return False
    return all(is_harmless_attribute(name, value) for name, value in part.items())


def is_harmless_attribute(name: str, value: str) -> bool:
    name = name.rpartition("}")[2].lower()
    if name == "href":
        return bool(INSIDE.match(value.strip()))
    return not name.startswith("on") and not REACHES_OUT.search(value)
