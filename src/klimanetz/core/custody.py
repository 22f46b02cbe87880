"""What is kept about a person, wherever it stands: to hand it over, and to erase it.

A module `custody.py` in an app registers what that app keeps. Nobody needs to know all the tables
to answer "what do you know about me?".
"""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Protocol, cast

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

type Record = dict[str, Any]

#: What stands where a name stood.
NOBODY = "Ausgeschiedene Person"
DEPUTY = "Vertretung"
NOWHERE = "@erased.invalid"


def no_address(what: str, number: int) -> str:
    """Where no mail can ever go, and still unique."""
    return f"{what}-{number}{NOWHERE}"


@dataclass(frozen=True, slots=True)
class Traces:
    """By which addresses and names somebody was ever known, the longest first.

    So no part of one is left behind by another.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return longest_first({*self.addresses, *self.names})


def longest_first(texts: set[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, texts), key=lambda text: (-len(text), text)))


class Traced(Protocol):
    """Somebody whose traces are known; for parts that know addresses, not people."""

    @property
    def traces(self) -> Traces: ...


@dataclass(frozen=True, slots=True)
class Custody:
    """One kind of data that one app keeps about people.

    `collect` gives one flat record for each row: what a person reads, label to value. `erase`
    takes away what tells who it was, keeps what only counts, may be called twice, and returns how
    many rows it changed.
    """

    label: str | Promise
    collect: Callable[[Any], Iterable[Record]]
    erase: Callable[[Any], int]


_registered: list[Custody] = []


def keep_in_custody(
    label: str | Promise,
    *,
    collect: Callable[[Any], Iterable[Record]],
    erase: Callable[[Any], int],
) -> None:
    _registered.append(Custody(label, collect, erase))


def registered_custodies() -> tuple[Custody, ...]:
    return tuple(_registered)


def as_in_json(text: str) -> tuple[str, str]:
    """How a database may keep it in a JSON field: as it is, or in ASCII alone."""
    return text, json.dumps(text)[1:-1]


def without[Value](value: Value, traces: tuple[str, ...]) -> Value:
    """A JSON value in which each of `traces`, the longest first, is nobody."""
    if isinstance(value, str):
        return cast("Value", clear(value, traces))
    if isinstance(value, list):
        return cast("Value", [without(one, traces) for one in value])
    if isinstance(value, dict):
        return cast("Value", {key: without(one, traces) for key, one in value.items()})
    return value


def clear(text: str, traces: tuple[str, ...]) -> str:
    """A single word may be part of anything; alone it is who it names."""
    for trace in traces:
        if text == trace or " " in trace or "@" in trace:
            text = text.replace(trace, NOBODY)
    return text


def clear_rows(
    rows: QuerySet[Any], fields: Collection[str], traces: Traces, *, addresses: Collection[str] = ()
) -> int:
    """Whoever left `traces` is named in none of the `fields` any more; returns in how many rows
    they were. Those of `addresses` hold an address alone, and nothing in place of theirs."""
    named = (Q(**{f"{field}__icontains": one}) for field in fields for one in traces.all)
    found = rows.filter(reduce(or_, named, Q(pk__in=()))).order_by("pk")
    return sum(clear_row(row, fields, traces, addresses) for row in found)


def clear_row(
    row: Model, fields: Collection[str], traces: Traces, addresses: Collection[str]
) -> bool:
    before = {field: getattr(row, field) for field in fields}
    after = {field: clear(text, traces.all) for field, text in before.items()}
    theirs = {field for field in addresses if before[field].lower() in traces.addresses}
    after |= dict.fromkeys(theirs, "")
    if after == before:
        return False
    for field, text in after.items():
        setattr(row, field, text)
    row.save(update_fields=list(fields))
    return True
