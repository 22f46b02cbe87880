"""What the product brings: readable texts, made into files when somebody wants one."""

from functools import cache
from importlib import resources
from typing import Final

from klimanetz.features.funding.shelf.building import build_word

#: Made of the plan itself, with formulas; there is no file to fill.
COST_SHEET: Final = "kostenblatt"
TITLES: Final = {
    "beschlussvorlage": "Beschlussvorlage",
    "stellenbeschreibung": "Stellenbeschreibung",
    "stellenausschreibung": "Stellenausschreibung",
}


def read_text(slug: str) -> str:
    folder = resources.files("klimanetz.features.funding.shelf")
    return folder.joinpath("shipped", f"{slug}.txt").read_text("utf-8")


@cache
def build_shipped(slug: str) -> bytes | None:
    return build_word(read_text(slug), TITLES[slug]) if slug in TITLES else None
