"""A newcomer opens the demo and looks at it as each kind of person."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.harness.running import Running


@pytest.mark.parametrize(
    ("button", "name"),
    [
        ("Als Organisator:in ansehen", "Anna Lindner"),
        ("Als Klimaschutzmanager:in ansehen", "Jonas Weber"),
        ("Als Gast ansehen", "Vera Sommer"),
    ],
)
def test_one_click_signs_in(visit: Visit, shared_site: Running, button: str, name: str) -> None:
    page = visit(shared_site)
    page.goto("/demo/")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text(name).first).to_be_visible()
