"""200 people answer within one minute while the organiser's page of the meeting is open."""

import statistics
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from typing import NamedTuple

PEOPLE = 200
SECONDS = 60.0
#: The page asks for new answers this often by itself, and its reader looks anew as often.
LOOKS_EVERY = 15.0
DESK = "/verwaltung/treffen/treffen/"


class Rush(NamedTuple):
    """p95 in milliseconds of answering (page and button) and of the organiser's page; errors."""

    answering: float
    page: float
    errors: int


class KeepsRedirects(urllib.request.HTTPRedirectHandler):
    """A posted answer leads back to the page; following it would be another request."""

    def redirect_request(self, *args: object) -> None:  # noqa: ARG002
        return None


def measure_rush(base: str, cookie: str) -> Rush:
    over, looks = Event(), [0.0]
    organiser = Thread(target=look, args=(base, cookie, over, looks))
    organiser.start()
    began = time.perf_counter()
    with ThreadPoolExecutor(20) as pool:
        answered = list(pool.map(lambda number: answer(base, number, began), range(PEOPLE)))
    over.set()
    organiser.join()
    took = [one for both in answered for one in both if one is not None]
    errors = sum(one is None for both in answered for one in both)
    return Rush(p95(took), p95(looks[1:]), errors)


def p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20, method="inclusive")[-1]


def answer(base: str, number: int, began: float) -> tuple[float | None, float | None]:
    """At one's own moment of the minute: open the page behind the mail's link, press the button."""
    time.sleep(max(began + number * SECONDS / PEOPLE - time.perf_counter(), 0))
    url = f"{base}/antwort/bench-treffen-{number}/"
    reply = "online" if number % 3 else "declined"
    body = urllib.parse.urlencode({"reply": reply}).encode()
    client = f"10.0.{number // 250}.{number % 250}"  # rate limits count by address
    return take(f"{url}?antwort=online", client=client), take(url, body, client=client)


def look(base: str, cookie: str, over: Event, looks: list[float]) -> None:
    while not over.is_set():
        whole = take(base + DESK, cookie=cookie)
        part = take(f"{base}{DESK}?antwort=&stand=0", cookie=cookie, htmx=True)
        looks += [one for one in (whole, part) if one is not None]
        over.wait(LOOKS_EVERY / 5)


def take(
    url: str,
    body: bytes | None = None,
    *,
    cookie: str = "",
    client: str = "10.1.0.1",
    htmx: bool = False,
) -> float | None:
    """Milliseconds to the last byte of an answer that is no error; nothing for one that is."""
    headers = {"Cookie": cookie, "X-Forwarded-For": client}
    headers |= {"HX-Request": "true"} if htmx else {}
    request = urllib.request.Request(url, body, headers)
    began = time.perf_counter()
    try:
        urllib.request.build_opener(KeepsRedirects).open(request, timeout=20).read()
    except urllib.error.HTTPError as answered:
        if answered.code not in {302, 303}:
            return None
    return (time.perf_counter() - began) * 1000
