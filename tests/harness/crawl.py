"""Follows every link a person can click, as one kind of visitor."""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import resolve


@dataclass(frozen=True)
class Answer:
    """What came back for a path; `where` is the path after redirects."""

    status: int
    where: str
    kind: str
    text: str

    @property
    def is_page(self) -> bool:
        return self.kind.startswith("text/html")


@dataclass(frozen=True)
class Found:
    """A page that can be reached by clicking: its route's name, its path, and from where."""

    name: str
    path: str
    origin: str
    answer: Answer


class Links(HTMLParser):
    """The addresses a page offers to go to; forms that send something are no links."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.targets.append(href)


def links_of(answer: Answer) -> list[str]:
    """Paths on this site, without fragments."""
    parser = Links()
    parser.feed(answer.text)
    there = [urlsplit(urljoin(answer.where, target)) for target in parser.targets]
    return [
        parts.path + (f"?{parts.query}" if parts.query else "")
        for parts in there
        if parts.scheme in {"", "http", "https"} and not parts.netloc
    ]


def crawl(get: Callable[[str], Answer], start: Iterable[str], *, of_a_kind: int = 2) -> list[Found]:
    """Breadth first from `start`, at most so many pages of one route; `get` opens a path."""
    waiting = deque((path, "") for path in start)
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    found: list[Found] = []
    while waiting:
        path, origin = waiting.popleft()
        name = str(resolve(urlsplit(path).path).url_name)
        if path in seen or kinds[name] >= of_a_kind:
            continue
        seen.add(path)
        kinds[name] += 1
        page = Found(name, path, origin, get(path))
        found.append(page)
        if page.answer.is_page:
            waiting.extend((target, path) for target in links_of(page.answer))
    return found
