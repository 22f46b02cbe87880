"""A photo as it was sent, made into a square portrait in two sizes that tells nothing but a face.

Drawn anew from its pixels: place, time and camera (EXIF), a second picture or a hidden file in
what was sent do not come along.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final
from warnings import catch_warnings, simplefilter

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_BYTES: Final = 10 * 1024 * 1024
#: More would only fill the memory: no portrait needs it.
MOST_PIXELS: Final = 60_000_000
FEWEST_PIXELS: Final = 96
FORMATS: Final = ("JPEG", "PNG", "WEBP")
SMALL, LARGE = 112, 400
#: Everything that Pillow says of a file that is not what it claims to be.
UNREADABLE: Final = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Picture:
    """WebP in both sizes."""

    small: bytes
    large: bytes


def read_picture(file: "File[bytes]") -> Picture:
    """Raises `ValidationError` with what to do where the file is no usable photo."""
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(
            _("Das Foto ist zu groß. Bitte wählen Sie eines mit höchstens 10 MB.")
        )
    try:
        with catch_warnings():
            simplefilter("ignore", Image.DecompressionBombWarning)
            return draw(Image.open(file, formats=FORMATS))
    except UNREADABLE as error:
        raise ValidationError(
            _("Das ist kein Foto, das wir lesen können. Bitte wählen Sie ein JPEG, PNG oder WebP.")
        ) from error


def draw(image: Image.Image) -> Picture:
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(_("Das Foto hat zu viele Bildpunkte. Bitte verkleinern Sie es."))
    if min(image.size) < FEWEST_PIXELS:
        raise ValidationError(
            _("Das Foto ist zu klein. Bitte wählen Sie eines mit mindestens 96 × 96 Bildpunkten.")
        )
    image.draft("RGB", (2 * LARGE, 2 * LARGE))  # a JPEG is read no larger than needed
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    whole = Image.alpha_composite(paper, upright).convert("RGB")
    return Picture(square(whole, SMALL), square(whole, LARGE))


def square(image: Image.Image, side: int) -> bytes:
    """The middle of the picture; of an upright one rather its upper part, where faces are."""
    written = BytesIO()
    ImageOps.fit(image, (side, side), centering=(0.5, 0.3)).save(written, "WEBP", quality=82)
    return written.getvalue()
