"""The text part of a mail, made from the same tree as its HTML part and as easy to read."""

import re
from textwrap import wrap

from klimanetz.mail.markup import Element
from klimanetz.mail.personal import CLOSE, OPEN, PAD

WIDTH = 72
#: So many columns are kept for a value that is not known yet.
VALUE_WIDTH = 24
_MARK = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_SPACE = re.compile(r"[ \t\r\n]+")
_BREAK = "\u2028"


def write_plain(room: Element) -> str:
    """The text of one room of a letter: paragraphs separated by an empty line."""
    blocks = (write_block(child) for child in room.blocks())
    return "\n\n".join(block for block in blocks if block)


def write_block(block: Element) -> str:
    match block.tag:
        case "ul" | "ol":
            return write_list(block)
        case "table":
            rows = block.find("tbody").elements() or block.elements()
            return "\n".join(write_row(row) for row in rows)
        case "h2":
            return write_heading(block)
    return "\n".join(fit(line) for line in write_lines(block) if line)


def write_heading(block: Element) -> str:
    """Underlined, unless its length is not known yet."""
    heading = fit(write_inline(block))
    line = "" if OPEN in heading else "-" * len(heading.rpartition("\n")[2])
    return f"{heading}\n{line}".rstrip()


def write_list(block: Element) -> str:
    items = []
    for number, item in enumerate(block.elements(), 1):
        bullet = f"{number}. " if block.tag == "ol" else "- "
        items.append(fit("\n".join(write_lines(item)), first=bullet, hang=" " * len(bullet)))
    return "\n".join(items)


def write_row(row: Element) -> str:
    """`Label: value`, a long value hanging two columns in."""
    cells = [write_inline(cell) for cell in row.elements()]
    label = f"{cells[0].rstrip(':')}: " if row.elements()[0].tag == "th" else f"{cells[0]}, "
    return fit(label + ", ".join(filter(None, cells[1:])), hang="  ")


def write_lines(block: Element) -> list[str]:
    """The lines of a paragraph: one for each button, one for each link among links only."""
    if links := only_links(block):
        return [write_link(link) for link in links]
    pieces = [
        _BREAK + write_link(child) + _BREAK
        if isinstance(child, Element) and child.is_button
        else write_piece(child)
        for child in block.children
    ]
    return [line.strip(" ") for line in collapse(pieces).split(_BREAK)]


def only_links(block: Element) -> list[Element]:
    """The links of a paragraph that holds nothing else but what separates them."""
    between = "".join(child for child in block.children if isinstance(child, str))
    links = block.elements()
    alone = not between.strip(" \t\r\n\xa0·|,") and all(link.tag == "a" for link in links)
    return links if alone else []


def write_inline(element: Element) -> str:
    return collapse([write_piece(child) for child in element.children]).replace(_BREAK, "\n")


def collapse(pieces: list[str]) -> str:
    return _SPACE.sub(" ", "".join(pieces)).strip(" ")


def write_piece(child: Element | str) -> str:
    if isinstance(child, str):
        return child
    if child.tag == "br":
        return _BREAK
    inside = write_inline(child)
    if child.tag != "a" or target(child) == inside:
        return inside
    return f"{inside} ({target(child)})"


def write_link(link: Element) -> str:
    """`Text: address`, kept on one line by spaces that do not break."""
    inside = link.text()
    if inside == target(link):
        return inside
    return f"{inside.rstrip('.')}: {target(link)}".replace(" ", "\xa0")


def target(link: Element) -> str:
    return link.attributes.get("href", "").removeprefix("mailto:").removeprefix("tel:")


def fit(text: str, *, first: str = "", hang: str = "") -> str:
    """`text` in lines of at most 72 columns; an address is never broken."""
    lines: list[str] = []
    for line in _MARK.sub(lambda mark: mark[0].ljust(VALUE_WIDTH, PAD), text).split("\n"):
        lines += wrap(
            line,
            WIDTH,
            initial_indent=hang if lines else first,
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines).replace(PAD, "").replace("\xa0", " ")
