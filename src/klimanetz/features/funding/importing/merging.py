"""A file and what was changed here since the last one: what somebody wrote here stays."""

from dataclasses import dataclass
from typing import Any

from django import forms

from klimanetz.features.funding.models import Programme, Question
from klimanetz.features.funding.stating import Plain, state

type Row = Programme | Question


@dataclass(frozen=True, slots=True)
class Merged[One: Row]:
    """`row` as it is to be; `kept` are the labels of what stays as it was changed here.

    `file` is what the file says: what differs from it tomorrow was changed here.
    """

    row: One
    kept: tuple[str, ...]
    changed: bool
    file: dict[str, Plain]


def merge[One: Row](form: "forms.ModelForm[Any]", said: One, here: One) -> Merged[One]:
    """`said` as the file has it, `here` as it stands. Where no file spoke before, `here` counts."""
    names = tuple(form.fields)
    own, file = state(here, names), state(said, names)
    differ = [name for name in names if own[name] != file[name]]
    kept = [name for name in differ if here.shipped.get(name) != own[name]]
    taken = [name for name in differ if name not in kept]
    if not fits(form, here, own | {name: file[name] for name in taken}):
        kept, taken = differ, []
    for name in taken:
        setattr(here, name, getattr(said, name))
    labels = tuple(str(form.fields[name].label) for name in kept)
    return Merged(here, labels, bool(taken) or here.pk is None, file)


def fits(form: "forms.ModelForm[Any]", here: Row, values: dict[str, Plain]) -> bool:
    """Half from here and half from the file: that may be an end before its beginning."""
    return bool(type(form)(values, instance=type(here)(pk=here.pk)).is_valid())
