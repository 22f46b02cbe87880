"""Watches every page of a browser context: no foreign host, no error, nothing the CSP refused."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Request, Response, WebError

#: What a browser says when there is no network; the answers themselves are seen by `see_response`.
NO_NETWORK = ("Failed to load resource", "error occurred when fetching the script")


@dataclass
class Guard:
    """Collects what no page may do; `problems` is asked when a test ends."""

    host: str
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self.see_request)
        context.on("response", self.see_response)
        context.on("console", self.see_console)
        context.on("weberror", self.see_error)

    def see_request(self, request: Request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.problems.append(f"request to another host: {request.url}")

    def see_response(self, response: Response) -> None:
        """A page may answer 404 or 403 to a person; what a page loads may not be missing."""
        if response.status >= 500 or (response.status >= 400 and not is_page(response.request)):
            self.problems.append(f"{response.status}: {response.url}")

    def see_console(self, message: ConsoleMessage) -> None:
        expected = any(said in message.text for said in NO_NETWORK)
        if message.type in {"error", "warning"} and not expected:
            self.problems.append(f"console: {message.text}")

    def see_error(self, error: WebError) -> None:
        self.problems.append(f"script error: {error.error}")

    def assert_quiet(self) -> None:
        assert not self.problems, "\n".join(self.problems)


def is_page(request: Request) -> bool:
    """A navigation, or a part of a page that htmx fetches as one."""
    try:
        return request.is_navigation_request() or "hx-request" in request.headers
    except Error:  # the page is gone already
        return True
