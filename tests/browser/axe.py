"""Accessibility as axe sees it. What axe cannot decide about contrast counts as a fault:
a wrong class name shows black on black, and axe only calls that incomplete."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = """
() => axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations", "incomplete"],
})
"""


@cache
def source() -> str:
    return AXE.read_text("utf-8")


def faults(page: Page) -> list[str]:
    """Violations and undecided contrasts, each with its first place."""
    page.evaluate(source())
    result = page.evaluate(RUN)
    undecided = [one for one in result["incomplete"] if one["id"] == "color-contrast"]
    return [line(one) for one in result["violations"] + undecided if not only_in_drawings(one)]


def only_in_drawings(fault: dict[str, Any]) -> bool:
    """axe never decides about text in an SVG; its colours are those of the tokens, tested there."""
    return all(node["html"].startswith(("<text", "<tspan")) for node in fault["nodes"])


def line(fault: dict[str, Any]) -> str:
    places = [str(node["target"]) for node in fault["nodes"]]
    return f"{fault['id']}: {fault['help']} ({len(places)}×, {places[0]})"


def assert_accessible(page: Page) -> None:
    found = faults(page)
    assert not found, f"{page.url}\n" + "\n".join(found)


def sideways(page: Page) -> list[str]:
    """A page wider than the screen scrolls sideways, which nobody should have to."""
    wide, shown = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"{wide} px wide on a screen of {shown} px"] if wide > shown else []
