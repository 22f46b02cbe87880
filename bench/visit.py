"""A first visit in a real browser: requests and bytes over the wire."""

import os
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.pages import Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def first_visits(
    base: str, pages: Iterable[Page], cookies: dict[str, str]
) -> dict[str, tuple[int, int]]:
    """Name of a page to (requests, bytes over the wire), each in a browser that knows nothing."""
    if not Path(CHROMIUM).exists():
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = {
            page.name: visit(browser, base, page.path, cookies.get(page.visitor, ""))
            for page in pages
        }
        browser.close()
    return found


def visit(browser: Browser, base: str, path: str, cookie: str) -> tuple[int, int]:
    context = browser.new_context()
    if cookie:
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": base}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(base + path, wait_until="networkidle")
    context.close()
    return len(sizes), round(sum(sizes))
