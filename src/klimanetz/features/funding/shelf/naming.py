"""Towns inside a German sentence: with the article that stands before what they are."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from klimanetz.places.models import Authority, Kind


class Articles(NamedTuple):
    """As whoever acts, and after „mit“."""

    acting: str
    beside: str


HE: Final = Articles("der", "dem")
SHE: Final = Articles("die", "der")
IT: Final = Articles("das", "dem")
#: By the first word of a title; other districts are masculine, everything else is feminine.
BY_FIRST_WORD: Final = {
    "Amt": IT, "Flecken": HE, "Markt": HE, "Stadtkreis": HE, "Region": SHE, "Städteregion": SHE,
}  # fmt: skip


def articles_of(town: Authority) -> Articles:
    usual = HE if town.kind == Kind.DISTRICT else SHE
    return BY_FIRST_WORD.get(town.title.split()[0], usual)


def say_who(town: Authority) -> str:
    """`Die Stadt Ilmenau`, `Der Landkreis Gotha`: how a sentence begins."""
    return f"{articles_of(town).acting.capitalize()} {town.title}"


def say_where(town: Authority) -> str:
    """in Ilmenau, im Landkreis Gotha, in der Verwaltungsgemeinschaft Riechheimer Berg"""
    if is_called_by_name(town):
        return f"in {town.name}"
    beside = articles_of(town).beside
    return f"im {town.title}" if beside == "dem" else f"in {beside} {town.title}"


def say_beside(towns: Sequence[Authority]) -> str:
    """After „mit“: `Elxleben, dem Amt Wachsenburg und der Verwaltungsgemeinschaft Leinetal`."""
    names = [
        town.name if is_called_by_name(town) else f"{articles_of(town).beside} {town.title}"
        for town in towns
    ]
    return " und ".join(", ".join(names).rsplit(", ", 1))


def is_called_by_name(town: Authority) -> bool:
    """A town has a name that says enough."""
    return town.kind not in (Kind.DISTRICT, Kind.ASSOCIATION)
