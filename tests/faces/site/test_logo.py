"""A logo is a picture and nothing else, whatever its name says."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from klimanetz.faces.site.logo import LARGEST, check_logo

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40 + b"IEND\xaeB`\x82"
NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = "<path d='M0 0h9'/>", more: str = "", before: str = "") -> bytes:
    return f"{before}<svg {NS} viewBox='0 0 9 9' {more}>{inside}</svg>".encode()


def check(content: bytes, name: str = "logo.svg") -> None:
    check_logo(SimpleUploadedFile(name, content))


HARMLESS = {
    "plain": svg(),
    "declared": svg(before='<?xml version="1.0" encoding="UTF-8"?>\n'),
    "byte order mark": b"\xef\xbb\xbf" + svg(),
    "doctype": svg(
        before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    ),
    "style": svg("<style>.a{fill:url(#b)} .c{fill:#14532d}</style><path class='a' d='M0 0'/>"),
    "gradient": svg(
        "<defs><linearGradient id='b'><stop offset='0' stop-color='#fff'/></linearGradient></defs>"
        "<rect fill=\"url('#b')\" width='9' height='9'/>"
    ),
    "reference inside": svg("<symbol id='a'/><use href='#a'/><use xlink:href='#a'/>"),
    "picture inside": svg("<image href='data:image/png;base64,iVBORw0KGgo='/>"),
    "program's notes": svg(
        "<metadata/><s:namedview xmlns:s='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'/>"
    ),
}

HARMFUL = {
    "script": svg("<script>alert(1)</script>"),
    "script of another namespace": svg("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>"),
    "foreign object": svg(
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>"
    ),
    "handler": svg(more="onload='alert(1)'"),
    "handler in capitals": svg("<path onClick='alert(1)' d='M0 0'/>"),
    "link": svg("<a href='https://boese.example'><path d='M0 0'/></a>"),
    "animation": svg("<set attributeName='href' to='javascript:alert(1)'/>"),
    "reference outside": svg("<use href='https://boese.example/#a'/>"),
    "old reference outside": svg("<use xlink:href='//boese.example/x.svg#a'/>"),
    "picture outside": svg("<image href='https://boese.example/pixel.png'/>"),
    "drawing in a drawing": svg("<image href='data:image/svg+xml;base64,PHN2Zz4='/>"),
    "imported style": svg("<style>@import 'https://boese.example/a.css';</style>"),
    "style that loads": svg("<style>.a{fill:url(https://boese.example/x)}</style>"),
    "masked style": svg("<style>@\\69mport 'x';</style>"),
    "attribute that loads": svg("<rect fill='url(//boese.example/x)'/>"),
}

NO_PICTURE = {
    "text": b"Hallo",
    "page": b"<html><body>Hallo</body></html>",
    "drawing without its namespace": b"<svg><script>alert(1)</script></svg>",
    "broken": b"<svg xmlns='http://www.w3.org/2000/svg'>",
    "entities": b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"),
    "style sheet": svg(before="<?xml-stylesheet href='https://boese.example/a.css'?>"),
    "utf-16": svg().decode().encode("utf-16"),
    "empty": b"",
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_what_drawing_programs_write_is_taken(content: bytes) -> None:
    check(content)


@pytest.mark.parametrize("content", HARMFUL.values(), ids=HARMFUL)
def test_what_can_do_something_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="mehr als ein Bild"):
        check(content)


@pytest.mark.parametrize("content", NO_PICTURE.values(), ids=NO_PICTURE)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="kein Bild im Format SVG oder PNG"):
        check(content)


def test_png_is_known_by_its_content() -> None:
    check(PNG, "Logo.PNG")
    for content, name in ((PNG, "logo.svg"), (PNG, "logo.html"), (svg(), "logo.png")):
        with pytest.raises(ValidationError, match="kein Bild"):
            check(content, name)
    with pytest.raises(ValidationError, match="kein Bild"):
        check(PNG[:-12] + b"<script>", "logo.png")


def test_too_large_says_how_large_it_may_be() -> None:
    with pytest.raises(ValidationError, match="größer als 100 kB"):
        check(PNG + b"\0" * LARGEST, "logo.png")


def test_the_file_can_be_read_again_afterwards() -> None:
    upload = SimpleUploadedFile("logo.png", PNG)
    check_logo(upload)
    assert upload.read() == PNG
