"""What the rooms of the roster have to tell about a person, on the person's page in the office.

A module `facts.py` in an app registers its tellers with `@tells_of_a_person`; the page knows none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from klimanetz.people.models import Person


@dataclass(frozen=True, slots=True)
class Fact:
    """One line; with `url` the `link` beside it leads to where something can be done."""

    label: str
    text: str
    url: str = ""
    link: str = ""


type Teller = Callable[[Person], Iterable[Fact]]

_tellers: list[Teller] = []


def tells_of_a_person(teller: Teller) -> Teller:
    _tellers.append(teller)
    return teller


def facts_about(person: Person) -> list[Fact]:
    return [fact for tell in _tellers for fact in tell(person)]
