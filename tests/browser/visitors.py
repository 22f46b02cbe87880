"""The kinds of people who visit the demo network, and the pages each can reach by clicking."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from tests.harness.crawl import Answer, Found, crawl

#: The button of the demo's sign-in page; nobody in particular: no button.
VISITORS = {
    "public": "",
    "organiser": "Als Organisator:in ansehen",
    "manager": "Als Klimaschutzmanager:in ansehen",
    "guest": "Als Gast ansehen",
}


def sign_in(page: Page, visitor: str) -> None:
    """Become `visitor` by the demo's sign-in page."""
    if button := VISITORS[visitor]:
        page.goto("/demo/")
        page.get_by_role("button", name=button).click()
        page.wait_for_url("**/ich/**")


def reachable(context: BrowserContext) -> list[Found]:
    """One page of each kind that the visitor of `context` can click to."""
    return crawl(lambda path: fetch(context, path), ["/", "/demo/"], of_a_kind=1)


def fetch(context: BrowserContext, path: str) -> Answer:
    response = context.request.get(path)
    kind = response.headers.get("content-type", "")
    text = response.text() if kind.startswith("text/html") else ""
    there = urlsplit(response.url)
    where = there.path + (f"?{there.query}" if there.query else "")
    return Answer(response.status, where, kind, text)
