"""What differs from recipient to recipient: marks in a template, slots in a letter.

While a template is drawn, `{{ personal.name }}` gives a mark that survives escaping and every
conversion. In the finished letter the mark becomes `${name}`, the form of `string.Template`, in
which a literal dollar sign stands doubled.
"""

import re
import secrets
from collections.abc import Callable, Sequence

type Values = dict[str, str]

#: Private-use characters bracket a mark: no keyboard types them, no escaping touches them.
OPEN, CLOSE, PAD = "\ue000", "\ue001", "\ue002"
_BREAKS = re.compile(r"\r\n?|\n")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SLOT = re.compile(r"\$(?:(\$)|\{(\w+)\})")


class Personal:
    """`personal` in the template of a letter. Its values are unknown there: print them only."""

    def __init__(self) -> None:
        # Nobody who writes, say, the title of a meeting can guess the token and forge a mark.
        self.token = secrets.token_hex(4)

    def __getitem__(self, name: str) -> str:
        return f"{OPEN}{self.token}{name}{CLOSE}"

    def to_slots(self, text: str) -> str:
        """`text` with its dollars doubled and its marks turned into `${name}`."""
        mark = re.compile(f"{OPEN}{self.token}(\\w+){CLOSE}")
        return mark.sub(r"${\1}", text.replace("$", "$$"))


def split_lines(text: str) -> list[str]:
    return _BREAKS.split(text)


def tidy(value: object) -> str:
    """A value as a letter takes it: one kind of line break, no other control characters."""
    text = str(value)
    return text if text.isprintable() else _CONTROLS.sub("", "\n".join(split_lines(text)))


def split_slots(text: str) -> tuple[list[str], list[str]]:
    """The literals around the slots, and the names of the slots between them."""
    literals, names, end = [""], [], 0
    for found in _SLOT.finditer(text):
        literals[-1] += text[end : found.start()] + (found[1] or "")
        end = found.end()
        if found[2]:
            names.append(found[2])
            literals.append("")
    literals[-1] += text[end:]
    return literals, names


class Line:
    """One line of a letter with slots, ready to be filled many times."""

    __slots__ = ("first", "rest")

    def __init__(
        self, literals: list[str], names: list[str], escapes: Sequence[Callable[[str], str]]
    ) -> None:
        self.first = literals[0]
        self.rest = tuple(zip(names, escapes, literals[1:], strict=True))

    def fill(self, values: Values) -> str:
        filled = self.first
        for name, escape, literal in self.rest:
            filled += escape(values[name]) + literal
        return filled
