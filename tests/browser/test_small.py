"""On a phone and on paper: what was asked for comes first, and nothing is cut off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.visitors import sign_in
from tests.harness.running import Running

HEIGHT = 844


@pytest.fixture
def phone(visit: Visit, shared_site: Running) -> Page:
    return visit(shared_site, viewport={"width": 390, "height": HEIGHT}, reduced_motion="reduce")


def test_what_was_searched_for_is_on_the_first_screen(phone: Page) -> None:
    phone.goto("/netzwerk/?suche=Elxleben")
    found = phone.locator(".listing__district").first.bounding_box()
    assert found
    assert found["y"] + found["height"] < HEIGHT


def test_the_hint_in_the_search_field_fits(phone: Page) -> None:
    phone.goto("/netzwerk/")
    field = phone.get_by_role("searchbox")
    field.fill(field.get_attribute("placeholder") or "")
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth")


@pytest.mark.parametrize("width", [390, 360])
def test_no_sign_stands_alone_on_a_line_of_a_heading(phone: Page, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": HEIGHT})
    phone.goto("/kommune-ohne-klimaschutzmanagement/")
    tops = phone.locator("h1").evaluate(
        """heading => {
            const text = heading.firstChild, range = document.createRange();
            return [text.length - 2, text.length - 1].map(place => {
                range.setStart(text, place);
                range.setEnd(text, place + 1);
                return range.getBoundingClientRect().top;
            });
        }"""
    )
    assert tops[0] == tops[1]


def test_on_narrow_paper_a_table_stays_a_table(phone: Page) -> None:
    sign_in(phone, "organiser")
    phone.goto("/verwaltung/treffen/")
    phone.locator("h3 a").first.click()
    phone.get_by_role("link", name="Anwesenheitsliste drucken").click()
    phone.emulate_media(media="print")
    line = phone.locator("tbody td").first
    assert line.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
    expect(phone.get_by_role("columnheader", name="Unterschrift")).to_be_visible()


def test_on_paper_the_ways_stand_side_by_side_and_none_is_cut_off(phone: Page) -> None:
    """A4 upright has 174 mm between its margins, 658 of a browser's pixels."""
    phone.emulate_media(media="print")
    phone.set_viewport_size({"width": 658, "height": HEIGHT})
    phone.goto("/kommune-ohne-klimaschutzmanagement/ergebnis/?kommune=160700029029&weg=eigene")
    ways = phone.get_by_role("region", name="Die Wege im Vergleich")
    assert ways.evaluate("box => box.scrollWidth <= box.clientWidth")
    expect(phone.locator(".costs-table__total")).to_be_visible()
