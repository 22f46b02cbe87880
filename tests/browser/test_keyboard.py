"""Everything works by keyboard, in reading order, and one always sees where one is."""

from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.conftest import Visit
from tests.harness.running import Running

#: A ring around it; on the map, its name appears.
SHOWS_FOCUS = """
() => {
  const focused = document.activeElement;
  const name = focused.closest("svg") && focused.querySelector("text");
  if (name) return getComputedStyle(name).visibility === "visible";
  const style = getComputedStyle(focused);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== "none";
}
"""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element is reached; on the way focus is always visible."""
    for _press in range(200):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


def test_answering_by_keyboard_alone(visit: Visit, site: Running) -> None:
    mailbox = visit(site)
    story.open_mail(mailbox, "Anpassung vor Ort", "Jonas Weber")
    page = story.follow_in_mail(mailbox, "Ich komme vor Ort")
    page.reload()
    tab_to(page, "input[name=reply]")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("online")).to_be_checked()
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Antwort ändern")
    expect(page.get_by_label("online")).to_be_checked()


def test_the_first_stop_leads_past_the_navigation(visit: Visit, shared_site: Running) -> None:
    page = visit(shared_site)
    page.goto("/netzwerk/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_on_the_start_page_is_visible(visit: Visit, shared_site: Running) -> None:
    page = visit(shared_site)
    page.goto("/")
    tab_to(page, "footer a[href='/impressum/']")
