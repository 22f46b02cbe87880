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
    return [line(one) for one in result["violations"] + undecided]


def line(fault: dict[str, Any]) -> str:
    places = [str(node["target"]) for node in fault["nodes"]]
    return f"{fault['id']}: {fault['help']} ({len(places)}×, {places[0]})"


def assert_accessible(page: Page) -> None:
    found = faults(page)
    assert not found, f"{page.url}\n" + "\n".join(found)


def assert_no_sideways_scrolling(page: Page) -> None:
    wide, shown = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= shown, f"{page.url} is {wide} px wide on {shown} px"
