"""What stands in the audit trail, said so that a person can read it.

A module `verbs.py` in an app registers the words of what that app records; what nobody names is
shown as it is written down.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Word = str | Promise

NOTHING = "–"


class Thing(NamedTuple):
    """What something was done to: how it is called, and its page where it has one."""

    name: str
    url: str = ""


#: Names things of one kind, given their keys; what is no more is left out.
type Namer = Callable[[Collection[int]], Mapping[int, Thing]]

_verbs: dict[str, Word] = {}
_labels: dict[str, Word] = {}
_values: dict[str, Word] = {"True": _("ja"), "False": _("nein")}
_values_of: dict[str, Mapping[str, Word]] = {}
_kinds: dict[str, tuple[Word, Namer]] = {}


def name_verbs(words: Mapping[str, Word]) -> None:
    _verbs.update(words)


def name_details(
    labels: Mapping[str, Word],
    values: Mapping[str, Word] | None = None,
    of: Mapping[str, Mapping[str, Word]] | None = None,
) -> None:
    """The words for the keys of a detail, and for values that are keys themselves.

    `of`: for the values of one detail, where others use the same keys for something else.
    """
    _labels.update(labels)
    _values.update(values or {})
    _values_of.update(of or {})


def name_kind(kind: str, label: Word, namer: Namer) -> None:
    """`kind` as in `people.person:7`."""
    _kinds[kind] = (label, namer)


def known_verbs() -> list[tuple[str, str]]:
    return sorted(((verb, str(word)) for verb, word in _verbs.items()), key=lambda pair: pair[1])


def say_verb(verb: str) -> str:
    return str(_verbs.get(verb, verb))


def name_subjects(subjects: Collection[str]) -> dict[str, Thing]:
    """One query for each kind among `subjects`."""
    keys: dict[str, list[int]] = {}
    for subject in subjects:
        kind, _colon, number = subject.partition(":")
        if number.isdigit():
            keys.setdefault(kind, []).append(int(number))
    return {
        f"{kind}:{number}": thing
        for kind, numbers in keys.items()
        for number, thing in _name(kind, numbers).items()
    }


def _name(kind: str, numbers: list[int]) -> dict[int, Thing]:
    if kind not in _kinds:
        return {number: Thing(f"{kind} {number}") for number in numbers}
    label, namer = _kinds[kind]
    found = namer(numbers)
    return {number: found.get(number, Thing(f"{label} {number}")) for number in numbers}


def say_details(detail: Mapping[str, Any]) -> list[str]:
    """`Rolle: Klimaschutzmanagement`, and `Telefon: 1 → 2` for what was changed."""
    said = []
    for key, value in detail.items():
        if key == "changes" and isinstance(value, dict):
            said += [f"{say_label(name)}: {say_change(change)}" for name, change in value.items()]
        elif value not in ("", None, [], {}):
            own = _values_of.get(key, {}).get(str(value))
            said.append(f"{say_label(key)}: {own or say_value(value)}")
    return said


def say_change(change: object) -> str:
    if isinstance(change, list) and len(change) == 2:
        return f"{say_value(change[0])} → {say_value(change[1])}"
    return say_value(change)


def say_label(key: str) -> str:
    return str(_labels.get(key, key))


def say_value(value: object) -> str:
    """Values are kept as text: `2027-12-31`, `True`, `manager`."""
    if isinstance(value, list):
        return ", ".join(str(_labels.get(one, one)) for one in map(say_value, value))
    text = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
    return str(_values.get(text, NOTHING if text in {"", "None"} else text))
