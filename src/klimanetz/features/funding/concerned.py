"""Whom it concerns when a programme changes, besides those who watch; whoever knows says so here.

Open cases are another feature. A face passes their owners in, so that neither knows the other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Concerned:
    """Who is told, why (`about`, e.g. `Beratungsfall Ilmenau`), and `url`, where to look at it."""

    address: str
    name: str
    about: str
    url: str
    language: str = settings.LANGUAGE_CODE


#: Given the slug of a programme.
type Who = Callable[[str], Iterable[Concerned]]
_known: list[Who] = []


def concerned(who: Who) -> Who:
    _known.append(who)
    return who


def find_concerned(programme: str) -> list[Concerned]:
    """In the order in which they were found; somebody with two things appears twice."""
    return [one for who in _known for one in who(programme)]
