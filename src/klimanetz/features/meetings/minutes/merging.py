"""Two people write in the same text: what each of them changed is brought together.

Both began with `base`. Where only one of them changed something, that holds; where both did, both
stand in the text, so that a person decides. Nothing that somebody typed is left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

#: Stands between two wordings of the same place.
BETWEEN = " ⇄ "
TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


class Stretch(NamedTuple):
    """A part of the text, in its three states."""

    base: str
    theirs: str
    mine: str


def merge(base: str, theirs: str, mine: str) -> str:
    """`theirs` is what stands there by now, `mine` what somebody made of `base` meanwhile."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    return join(bring_together(one) for one in compare(base, theirs, mine))


def join(parts: Iterable[str]) -> str:
    """Words that never stood side by side do not grow into one."""
    text = ""
    for part in parts:
        glued = text[-1:].isalnum() and part[:1].isalnum()
        text += f" {part}" if glued else part
    return text


def bring_together(one: Stretch) -> str:
    if one.theirs in (one.base, one.mine):
        return one.mine
    if one.mine == one.base:
        return one.theirs
    if not one.base.strip():
        return add_both(one.theirs, one.mine)
    if not one.theirs.strip() or not one.mine.strip():  # taken away here, rewritten there
        return one.theirs if one.theirs.strip() else one.mine
    return f"{one.theirs.strip()}{BETWEEN}{one.mine.strip()}"


def add_both(theirs: str, mine: str) -> str:
    """Both wrote at the same place; the longer where it only goes on."""
    if theirs.startswith(mine) or mine.startswith(theirs):
        return max(theirs, mine, key=len)
    gap = "" if theirs[-1:].isspace() or mine[:1].isspace() else " "
    return f"{theirs}{gap}{mine}"


def compare(base: str, theirs: str, mine: str) -> Iterator[Stretch]:
    """What all three have in common, and what lies between, from the beginning to the end."""
    tokens = [TOKENS.findall(text) for text in (base, theirs, mine)]
    at = [0, 0, 0]
    for starts, length in common(*tokens):
        yield Stretch(*cut(tokens, at, starts))
        at = [start + length for start in starts]
        yield Stretch(*cut(tokens, starts, at))
    yield Stretch(*cut(tokens, at, [len(one) for one in tokens]))


def cut(
    tokens: Sequence[Sequence[str]], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[str]:
    for words, start, end in zip(tokens, starts, ends, strict=True):
        yield "".join(words[start:end])


def common(
    base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]
) -> Iterator[tuple[list[int], int]]:
    """Where all three have the same words: the three places, and how many words."""
    here = dict(match(base, theirs))
    there = dict(match(base, mine))
    run: tuple[list[int], int] | None = None
    for at in range(len(base)):
        places = [at, here[at], there[at]] if at in here and at in there else None
        if run and places == [start + run[1] for start in run[0]]:
            run = (run[0], run[1] + 1)
            continue
        if run:
            yield run
        run = (places, 1) if places else None
    if run:
        yield run


def match(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            yield block.a + step, block.b + step
