"""The few elements a letter may use, read into a small tree."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: The rooms of `mail/letter.html`, and what may stand in them.
ROOMS = frozenset({"title", "aside", "main", "footer"})
BLOCKS = frozenset({"p", "h2", "ul", "ol", "table"})
ALLOWED = ROOMS | BLOCKS | {"strong", "em", "a", "li", "tbody", "tr", "th", "td", "br"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def is_button(self) -> bool:
        return self.tag == "a" and "button" in self.attributes.get("class", "").split()

    def elements(self) -> list["Element"]:
        return [child for child in self.children if isinstance(child, Element)]

    def blocks(self) -> list["Element"]:
        """Its paragraphs, headings, lists and tables; what stands loose becomes a paragraph."""
        blocks: list[Element] = []
        loose = False
        for child in self.children:
            if isinstance(child, Element) and child.tag in BLOCKS:
                blocks.append(child)
                loose = False
            elif loose:
                blocks[-1].children.append(child)
            elif isinstance(child, Element) or child.strip():
                blocks.append(Element("p", children=[child]))
                loose = True
        return blocks

    def find(self, tag: str) -> "Element":
        """The first element of that name at any depth; an empty one if there is none."""
        for child in self.elements():
            found = child if child.tag == tag else child.find(tag)
            if found.tag:
                return found
        return Element("")

    def text(self) -> str:
        """Everything that can be read in it, white space collapsed."""
        parts = (child if isinstance(child, str) else child.text() for child in self.children)
        return " ".join("".join(parts).split())


class LetterParser(HTMLParser):
    """Builds the tree, and refuses what a letter must not contain."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("letter")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            raise ValueError(f"A letter may not contain <{tag}>.")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag != "br":
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        if self.open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self.open[-1].tag}>.")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_markup(markup: str) -> Element:
    """The tree of a drawn letter; raises `ValueError` for what a letter must not contain."""
    parser = LetterParser()
    parser.feed(markup)
    parser.close()
    if len(parser.open) != 1:
        raise ValueError(f"<{parser.open[-1].tag}> is never closed.")
    return parser.open[0]
