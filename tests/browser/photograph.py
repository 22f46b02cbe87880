"""`make screenshots`: every page of the demo network, in three widths, light and dark.

The pictures of one page lie side by side by their names: `organiser/office-390-dark.png`.
"""

import os
import tempfile
from itertools import product
from pathlib import Path
from typing import Literal

import django
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from tqdm import tqdm

from tests.browser.chromium import launch_options
from tests.browser.visitors import VISITORS, reachable, sign_in
from tests.harness.running import Running, klimanetz, serving

type Scheme = Literal["light", "dark"]

SCREENSHOTS = Path("screenshots")
HEIGHTS = {390: 844, 768: 1024, 1280: 800}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def visit(browser: Browser, site: Running, visitor: str) -> BrowserContext:
    context = browser.new_context(
        base_url=site.url, locale="de-DE", timezone_id="Europe/Berlin", reduced_motion="reduce"
    )
    sign_in(context.new_page(), visitor)
    return context


def photograph(context: BrowserContext, visitor: str) -> None:
    page = context.pages[0]
    found = [one for one in reachable(context) if one.answer.is_page]
    views = list(product(found, HEIGHTS, SCHEMES))
    for one, width, scheme in tqdm(views, desc=visitor, unit="pictures", disable=None):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.emulate_media(color_scheme=scheme)
        page.goto(one.path)
        page.screenshot(
            path=SCREENSHOTS / visitor / f"{one.name}-{width}-{scheme}.png", full_page=True
        )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
    django.setup()  # to know the names of the addresses
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        data_dir = Path(home)
        klimanetz(data_dir, "demo", DEMO="1")
        browser = playwright.chromium.launch(**launch_options())
        with serving(data_dir, {"DEMO": "1"}) as site:
            for visitor in VISITORS:
                photograph(visit(browser, site, visitor), visitor)
        browser.close()


if __name__ == "__main__":
    main()
