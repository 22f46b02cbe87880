"""A browser on the demo network: the product as it is served, nothing replaced."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_playwright import CreateContextCallback

from tests.browser.chromium import launch_options
from tests.browser.guard import Guard
from tests.harness.running import Running, free_port, klimanetz, serving

HERE = Path(__file__).parent
#: Milliseconds for whatever a page shall do or show: what is slow is measured elsewhere, and two
#: cores that run two browsers and their servers stall for seconds at times.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return launch_options()


@pytest.fixture(scope="session")
def base_url() -> None:
    """No address is common to all tests: each names the site it visits."""


@dataclass(frozen=True)
class Demo:
    """A demo network made once; its mails lead to `port`, where one copy is served at a time."""

    data: Path
    port: int


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    made = Demo(tmp_path_factory.mktemp("demo"), free_port())
    klimanetz(made.data, "demo", DEMO="1", PORT=str(made.port))
    return made


@pytest.fixture(scope="session")
def shared_site(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A demo network served for tests that only look, and leave the mails alone."""
    copy = shutil.copytree(demo.data, tmp_path_factory.mktemp("shared") / "data")
    with serving(copy, {"DEMO": "1"}) as running:
        yield running


@pytest.fixture
def site(demo: Demo, tmp_path: Path) -> Iterator[Running]:
    """A demo network of the test's own, to change as it likes."""
    copy = shutil.copytree(demo.data, tmp_path / "data")
    with serving(copy, {"DEMO": "1"}, port=demo.port) as running:
        yield running


type Visit = Callable[..., Page]


@pytest.fixture
def visit(new_context: CreateContextCallback) -> Iterator[Visit]:
    """`visit(site, …)`: a fresh visitor with a page on `site`; options as for a new context.

    When the test ends, none of its pages may have asked another host for anything, logged an
    error or tried what the content security policy forbids.
    """
    guards: list[Guard] = []

    def visit(site: Running, **options: Any) -> Page:  # noqa: ANN401 - those of a context
        defaults: dict[str, Any] = {"locale": "de-DE", "timezone_id": "Europe/Berlin"}
        context: BrowserContext = new_context(base_url=site.url, **(defaults | options))
        context.set_default_timeout(PATIENCE)
        guard = Guard(site.url.partition("//")[2])
        guard.watch(context)
        guards.append(guard)
        return context.new_page()

    yield visit
    for guard in guards:
        guard.assert_quiet()


@pytest.fixture
def page(visit: Visit, site: Running) -> Page:
    """A visitor of a demo network of the test's own."""
    return visit(site)
