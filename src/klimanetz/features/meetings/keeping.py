"""Letters that say the same are drawn once: a confirmation costs the database, not the template.

What is kept is a pure function of the facts in it. It is found by their values, never by a
version or a time, so it cannot be stale.
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.db.models import Model

from klimanetz.mail.models import Letter


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter to be drawn, known by the values of its facts."""

    values: tuple[str, ...]
    draw: Callable[[], Letter] = field(compare=False)


def draw_once(facts: Iterable[object], draw: Callable[[], Letter]) -> Letter:
    """The unsaved letter of `draw`; `facts` is everything it depends on.

    Facts that have no plain value (a list that is made while drawing) make it drawn each time.
    """
    values = [settings.BASE_URL]
    for fact in facts:
        if isinstance(fact, Model):
            values += values_of(fact)
        elif isinstance(fact, str | bool):
            values.append(str(fact))
        else:
            return draw()
    return copy(_kept(Sheet(tuple(values), draw)))


def values_of(row: Model) -> list[str]:
    return [str(column.value_from_object(row)) for column in row._meta.concrete_fields]


@lru_cache(maxsize=256)
def _kept(sheet: Sheet) -> Letter:
    return sheet.draw()
