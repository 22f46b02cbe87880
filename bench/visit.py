"""A first visit in a real browser: requests and bytes over the wire."""

import os
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def first_visits(base: str, paths: dict[str, str], cookie: str) -> dict[str, tuple[int, int]]:
    """Name of a page to (requests, bytes over the wire), each in a browser that knows nothing."""
    if not Path(CHROMIUM).exists():
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = {name: visit(browser, base, path, cookie) for name, path in paths.items()}
        browser.close()
    return found


def visit(browser: Browser, base: str, path: str, cookie: str) -> tuple[int, int]:
    context = browser.new_context()
    if path.startswith("/verwaltung/"):
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
