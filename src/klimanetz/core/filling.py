"""Fills a form in a page that is drawn already, so that it works for every form there is."""

from collections.abc import Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from typing import Final

type Attributes = list[tuple[str, str | None]]

#: Their values are not typed: the browser or a click makes them.
UNTYPED: Final = frozenset({"submit", "button", "image", "reset", "file", "password"})


def fill_form(
    html: str, action: str, path: str, fields: Mapping[str, Sequence[str]], notice: str = ""
) -> str:
    """The page with `fields` in its form for `action`, and `notice` above what it is about.

    `path` is the address of the page. Where it has no such form it stays as it is.
    """
    filler = Filler(action, path, fields)
    filler.feed(html)
    filler.close()
    if not filler.found:
        return html
    filler.written.insert(filler.main, notice)
    return "".join(filler.written)


class Filler(HTMLParser):
    """Writes the page anew, tag by tag, changing only the controls of the one form."""

    def __init__(self, action: str, path: str, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__(convert_charrefs=False)
        self.action = action
        self.path = path
        self.fields = fields
        self.written: list[str] = []
        self.main = 0
        self.found = False
        self.inside = False
        self.select = ""
        self.skips = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "main":
            self.main = len(self.written)
        if tag == "form":
            goal = (given.get("action") or self.path).partition("?")[0]
            self.inside = given.get("method") == "post" and goal == self.action
            self.found |= self.inside
        if self.inside and tag == "select":
            self.select = name
        if self.inside and (changed := self.change(tag, name, attrs)):
            self.written.append(changed)
        else:
            self.written.append(self.get_starttag_text() or "")

    handle_startendtag = handle_starttag

    def change(self, tag: str, name: str, attrs: Attributes) -> str:
        """The tag as it has to be; empty where it stays."""
        given = dict(attrs)
        if tag == "option" and self.select:
            return self.mark(tag, attrs, "selected", self.select)
        if tag == "textarea" and name in self.fields:
            self.skips = True
            return f"{write(tag, attrs)}\n{escape(self.fields[name][0])}"
        if tag != "input" or not name or given.get("type") in UNTYPED:
            return ""
        if given.get("type") in {"checkbox", "radio"}:
            return self.mark(tag, attrs, "checked", name)
        if name not in self.fields:
            return ""
        rest = [(key, value) for key, value in attrs if key != "value"]
        return write(tag, [*rest, ("value", self.fields[name][0])])

    def mark(self, tag: str, attrs: Attributes, mark: str, name: str) -> str:
        """A box that was not ticked is not sent at all: it is emptied."""
        value = dict(attrs).get("value")
        rest: Attributes = [one for one in attrs if one[0] != mark]
        chosen = ("on" if value is None else value) in self.fields.get(name, ())
        return write(tag, [*rest, (mark, None)] if chosen else rest)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.skips = False
        if tag == "select":
            self.select = ""
        if tag == "form":
            self.inside = False
        self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.skips:
            self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.written.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.written.append(f"<!{decl}>")


def write(tag: str, attrs: Attributes) -> str:
    said = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs
    )
    return f"<{tag}{said}>"
