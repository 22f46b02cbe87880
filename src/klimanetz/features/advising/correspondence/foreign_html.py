"""The text of a mail that was written as HTML by whatever program."""

from html.parser import HTMLParser

#: What is in them nobody reads.
SILENT = frozenset({"style", "script", "head", "title", "template"})
BREAKS = frozenset({"br", "p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "hr"}) | {
    f"h{level}" for level in range(1, 7)
}


class Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in SILENT and not self.silent:
            self.silent = tag
        if tag == "body":
            self.silent = ""
        if tag in BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        if tag in BREAKS and tag not in {"br", "li"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(" ".join(f"^{data}$".split())[1:-1])


def read_html(html: str) -> str:
    """Line by line, without what is only there for the looks."""
    parser = Plain()
    try:
        parser.feed(html)
        parser.close()
    except (AssertionError, ValueError):  # what was read before is something
        pass
    return "".join(parser.parts)
