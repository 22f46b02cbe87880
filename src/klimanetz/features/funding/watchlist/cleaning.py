"""HTML of others, shown without what could do harm and without a word changed."""

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from typing import Final

from django.utils.safestring import SafeString, mark_safe

#: What may stand on our page, and as what; headings stand below those of the page.
KEPT: Final = {
    **{name: name for name in ("p", "ul", "ol", "li", "strong", "em", "sub", "sup")},
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "h3"),
    "b": "strong",
    "i": "em",
}
#: Without an end, or whose end would be lost among what is left out.
BREAK: Final = "br"
#: Nobody reads what is inside.
DROPPED: Final = frozenset({"script", "style", "template", "iframe", "object", "noscript"})
#: Each row of a table is read as a paragraph of its own.
ROWS: Final = frozenset({"tr", "div", "blockquote", "dt", "dd"})
WEB: Final = re.compile(r"https?://", re.IGNORECASE)


def show(html: str, links: Mapping[str, str]) -> SafeString:
    """`links`: where a link of the export leads; one that leads nowhere is shown as its words."""
    cleaner = Cleaner(links)
    cleaner.feed(html)
    cleaner.close()
    return mark_safe(cleaner.finish())  # noqa: S308 - only tags of ours, everything else escaped


class Cleaner(HTMLParser):
    """Writes allowed tags anew, without attributes, and closes what was opened."""

    def __init__(self, links: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.links = links
        self.written: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.ignoring = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED:
            self.ignoring += 1
        elif self.ignoring:
            return
        elif tag == BREAK:
            self.written.append("<br>")
        elif tag in ("td", "th"):
            self.written.append(" ")
        elif tag == "a":
            self.begin(tag, self.link_to(dict(attrs)))
        elif tag in KEPT or tag in ROWS:
            self.begin(tag, KEPT.get(tag, "p" if self.is_free(tag) else ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DROPPED:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED:
            self.ignoring = max(0, self.ignoring - 1)
        if self.ignoring or tag not in [name for name, _end in self.open]:
            return
        while self.open:
            name, end = self.open.pop()
            self.written.append(end)
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.ignoring:
            self.written.append(escape(data))

    def begin(self, tag: str, start: str) -> None:
        """`start` is empty where the tag is left out and its words are kept."""
        name = start.partition(" ")[0]
        self.written.append(f"<{start}>" if start else "")
        self.open.append((tag, f"</{name}>" if start else ""))

    def link_to(self, attributes: Mapping[str, str | None]) -> str:
        href = attributes.get("xlink:href") or attributes.get("href") or ""
        url = self.links.get(href.removeprefix("target:"), href)
        return f'a href="{escape(url)}" rel="external noopener"' if WEB.match(url) else ""

    def is_free(self, tag: str) -> bool:
        """A row is a paragraph unless it is inside of one, or holds some itself."""
        return tag == "tr" and not any(end == "</p>" for _name, end in self.open)

    def finish(self) -> str:
        ends = (end for _name, end in reversed(self.open))
        return "".join((*self.written, *ends))
