"""The stylesheet: only the design system's rules in use, every colour our own and readable."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from klimanetz.core import assets, stylesheet
from klimanetz.settings import PACKAGE_DIR

TOKENS = (assets.OWN_STYLES / "tokens.css").read_text("utf-8")
PAIR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
SHADES = {name: {"light": light, "dark": dark} for name, light, dark in PAIR.findall(TOKENS)}
SHADES["on-sun"] = dict.fromkeys(("light", "dark"), "#2b2100")


@pytest.fixture(scope="module")
def served() -> str:
    if not assets.kern_css().exists():
        pytest.skip("node_modules is missing: npm ci")
    return assets.write_stylesheet()


def page_templates() -> Iterator[Path]:
    """Everything but what mails are made of; they have a dress of their own."""
    for path in sorted(PACKAGE_DIR.rglob("templates/**/*.html")):
        parts = path.relative_to(PACKAGE_DIR).parts
        if parts[-2:] not in {("mail", "frame.html"), ("mail", "letter.html")} and (
            parts[-2] != "mail" or parts[0] == "mail"
        ):
            yield path


def test_only_blocks_in_use_are_kept_and_no_colours() -> None:
    kern = """@charset "UTF-8";
        :root{--kern-1: 1px;--kern-color-red: red}
        .kern-btn,.kern-kopfzeile{a:b}
        .kern-btn:is(.kern-card,.kern-x){a:b}
        .kern-dialog{a:b}
        body{a:b}
        .kern-label{mask:url("data:image/svg+xml,{};")}
        @media (min-width: 1px){.kern-card{a:b}}
        @media print{.kern-btn--primary{a:b}.kern-card{a:b}}
        @keyframes x{from{a:b}}"""
    assert stylesheet.keep_used(kern).splitlines() == [
        ":root{--kern-1: 1px}",
        ".kern-btn{a:b}",
        '.kern-label{mask:url("data:image/svg+xml,{};")}',
        "@media print{.kern-btn--primary{a:b}}",
    ]


def test_every_class_of_the_design_system_in_a_template_is_served(served: str) -> None:
    known = set(stylesheet.KERN_CLASS.findall(served))
    for path in page_templates():
        used = set(re.findall(r"\bkern-([a-z][\w-]*[a-z0-9])", path.read_text("utf-8")))
        assert used <= known, f"{path.name}: {used - known} would fail silently"


def test_every_own_block_in_a_template_is_styled(served: str) -> None:
    known = {stylesheet.block_of(name) for name in re.findall(r"\.([a-z][\w-]*)", served)}
    for path in page_templates():
        for names in re.findall(r'class="([^"{]*)["{ ]', path.read_text("utf-8")):
            blocks = {stylesheet.block_of(name) for name in names.split()}
            assert blocks <= known, f"{path.name}: {blocks - known}"


def test_templates_carry_no_style_and_no_script_of_their_own() -> None:
    inline = re.compile(r"""\sstyle=|<style|\son[a-z]+=["']|javascript:|<script(?![^>]*\ssrc=)""")
    for path in page_templates():
        assert not inline.search(path.read_text("utf-8")), path.name


def test_every_measure_and_colour_asked_for_is_there(served: str) -> None:
    asked = set(re.findall(r"var\((--[\w-]+)\)", served))
    given = set(re.findall(r"(--[\w-]+):", served))
    # The design system names two sizes that it never defines, for parts that we do not use.
    assert asked - given <= {"--kern-120", "--kern-144"}


def test_nothing_is_coloured_outside_the_tokens() -> None:
    for name in assets.STYLES:
        css = (assets.OWN_STYLES / f"{name}.css").read_text("utf-8")
        if name != "tokens":
            assert not COLOUR.search(css), name


def test_all_own_styles_are_in_the_bundle() -> None:
    assert {path.stem for path in assets.OWN_STYLES.glob("*.css")} == set(assets.STYLES)


def brightness(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("text", "page", 7),
        ("text", "band", 7),
        ("text", "sun-tint", 7),
        ("text", "loss-tint", 7),
        ("text", "accent-tint", 7),
        ("muted", "page", 7),
        ("muted", "surface", 7),
        ("on-accent", "accent", 7),
        ("on-accent", "accent-deep", 7),
        ("on-sun", "sun", 7),
        ("accent", "page", 7),
        ("accent", "surface", 7),
        ("accent-deep", "accent-tint", 7),
        ("loss", "page", 7),
        ("loss", "loss-tint", 4.5),
        ("edge", "page", 3),
        ("edge", "surface", 3),
        ("map-covered", "map-uncovered", 2.4),
        ("map-dot", "map-covered", 3),
        ("map-dot", "map-uncovered", 3),
    ],
)
def test_colours_can_be_told_apart(scheme: str, front: str, back: str, least: float) -> None:
    assert contrast(SHADES[front][scheme], SHADES[back][scheme]) >= least
