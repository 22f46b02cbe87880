"""Names as lists write them: `Dr. Anna von der Heide`, `Muster, Anna`, `Frau Müller`."""

import re
from dataclasses import dataclass

SALUTATIONS = frozenset({"herr", "hr.", "hr", "herrn", "frau", "fr.", "fr"})
PARTICLES = frozenset(
    {"von", "van", "vom", "zu", "zum", "zur", "de", "der", "den", "dem", "del", "della", "di"}
    | {"da", "du", "la", "le", "ten", "ter", "op", "und"}
)
TITLE = re.compile(
    r"(?:Prof(?:essor(?:in)?)?\.?|Dr\.?(?:-Ing\.?)?|Mag\.?|PD|Ing\.|MBA|LL\.?M\.?"
    r"|Dipl\.?-?\w*\.?(?:\s?\((?:FH|BA|DH)\))?|[MB]\.\s?(?:Sc|A|Eng|Ed)\.?"
    r"|[a-z]{2,4}\.(?:\s?(?:nat|pol|oec|techn|agr|silv|publ)\.)?|h\.\s?c\.)"
    r"(?:\s?\((?:FH|BA|DH)\))?|\((?:FH|BA|DH)\)"
)


@dataclass(frozen=True, slots=True)
class Name:
    title: str
    first: str
    last: str

    @property
    def plain(self) -> str:
        return f"{self.first} {self.last}".strip()


def split_name(text: str) -> Name:
    """Title, given names and family name of a full name in either order."""
    text = drop_salutation(text)
    text, behind = title_behind(text)
    if "," in text:
        last, _, first = (part.strip() for part in text.partition(","))
        title_last, last = title_before(last)
        title_first, first = title_before(first)
        return Name(join(title_last, title_first, behind), first, last)
    title, rest = title_before(text)
    first, last = divide(rest.split())
    return Name(join(title, behind), first, last)


def drop_salutation(text: str) -> str:
    words = text.split()
    while words and words[0].casefold() in SALUTATIONS:
        words.pop(0)
    return " ".join(words)


def title_before(text: str) -> tuple[str, str]:
    """`Dr. rer. nat. Anna Muster` → `Dr. rer. nat.`, `Anna Muster`."""
    words = text.split()
    count = 0
    while count < len(words) and TITLE.fullmatch(words[count].rstrip(",")):
        count += 1
    if count == len(words) and words:
        count = 0
    return " ".join(words[:count]), " ".join(words[count:])


def title_behind(text: str) -> tuple[str, str]:
    """`Anna Muster, M. Sc.` → `Anna Muster`, `M. Sc.`."""
    before, comma, after = text.rpartition(",")
    words = re.sub(r"([MB])\. (?=Sc|A|Eng|Ed)", r"\1.", after).split()
    if comma and words and all(TITLE.fullmatch(word) for word in words):
        return before.strip(), after.strip()
    return text, ""


def divide(words: list[str]) -> tuple[str, str]:
    """The family name begins at the first particle, else it is the last word."""
    for index, word in enumerate(words[1:], start=1):
        if word in PARTICLES:
            return " ".join(words[:index]), " ".join(words[index:])
    return " ".join(words[:-1]), " ".join(words[-1:])


def join(*titles: str) -> str:
    return " ".join(title for title in titles if title)
