"""Every page a visitor can click to: nothing missing, nothing foreign, accessible, no wider than
the screen; in light and dark, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page, Response

from tests.browser.axe import faults, sideways
from tests.browser.conftest import Visit
from tests.browser.visitors import VISITORS, reachable, sign_in
from tests.harness.crawl import Found
from tests.harness.running import Running

VIEWS = {
    "desk-light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "desk-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone-light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


#: What each visitor can click to on the shared site; the same in every view of it.
known: dict[str, list[Found]] = {}


def pages_of(page: Page, visitor: str) -> list[Found]:
    if visitor not in known:
        known[visitor] = [one for one in reachable(page.context) if one.answer.is_page]
    return known[visitor]


def faults_of(page: Page, response: Response | None) -> list[str]:
    if response is None or response.status != 200:
        return [f"answers {response and response.status}"]
    return faults(page) + sideways(page)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page(visit: Visit, shared_site: Running, visitor: str, view: str) -> None:
    page = visit(shared_site, reduced_motion="reduce", **VIEWS[view])
    sign_in(page, visitor)
    found = pages_of(page, visitor)
    assert len(found) > 10
    problems = [
        f"{one.path} (from {one.origin}): {problem}"
        for one in found
        for problem in faults_of(page, page.goto(one.path))
    ]
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_page_scrolls_sideways_at_four_times_the_size(
    visit: Visit, shared_site: Running, visitor: str
) -> None:
    """400 % on a screen of 1280 px leaves 320."""
    page = visit(shared_site, viewport={"width": 320, "height": 256})
    sign_in(page, visitor)
    problems = []
    for one in pages_of(page, visitor):
        page.goto(one.path)
        problems += [f"{one.path}: {problem}" for problem in sideways(page)]
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("path", ["/", "/netzwerk/", "/treffen/", "/anmelden/"])
def test_a_first_visit_is_light(visit: Visit, shared_site: Running, path: str) -> None:
    page = visit(shared_site)
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(path, wait_until="networkidle")
    weight = sum(one.request.sizes()["responseBodySize"] for one in loaded)
    assert len(loaded) <= 10, [one.url for one in loaded]
    assert weight <= 150_000, {one.url: one.request.sizes() for one in loaded}
