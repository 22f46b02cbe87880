"""Finding things in a page as a browser would, without one."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "circle"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    inside: list["Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, **attributes: str) -> list["Element"]:
        """Elements of `tag` within; `class_` asks for one of the classes."""
        class_name = attributes.pop("class_", "")
        return [
            element
            for element in self.inside
            if element.tag == tag
            and class_name in ["", *element.attributes.get("class", "").split()]
            and attributes.items() <= element.attributes.items()
        ]

    def one(self, tag: str, **attributes: str) -> "Element":
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × {tag} {attributes}"
        return found[0]


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        for around in self.open:
            around.inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        for around in self.open:
            around.words.append(data)


def read(html: str | bytes) -> Element:
    """The page as a tree; fails where tags are not closed in order."""
    reader = Reader()
    reader.feed(html.decode() if isinstance(html, bytes) else html)
    assert reader.open == [reader.root], f"<{reader.open[-1].tag}> is not closed"
    return reader.root
