"""Mails to be read before anybody gets them, as they would go now.

A module `samples.py` in an app registers those that are about no meeting: a function that writes
one, to the organiser who looks or to whom it would go. It is called while only looking.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import Promise

from klimanetz.mail.looking import only_looking
from klimanetz.mail.preview import Preview, preview

type Write = Callable[[Any], object]


class Sample(NamedTuple):
    """`kind` is its name in the address; `when` says what sends it."""

    kind: str
    label: Promise
    when: Promise
    write: Write


_samples: list[Sample] = []


def sample(kind: str, label: Promise, when: Promise) -> Callable[[Write], Write]:
    def register(write: Write) -> Write:
        _samples.append(Sample(kind, label, when, write))
        return write

    return register


def list_samples() -> list[Sample]:
    return sorted(_samples, key=lambda one: str(one.label))


def find_sample(kind: str) -> Sample:
    """The one that was asked for, else the first."""
    every = list_samples()
    return next((one for one in every if one.kind == kind), every[0])


def look_at(one: Sample, reader: Any) -> Preview | None:  # noqa: ANN401 - who signed in
    """To the reader, if they are among those who get it; None where it could be about nothing."""
    with only_looking() as posted:
        one.write(reader)
    own = (found for found in posted if found[1].address == reader.email)
    return preview(*next(own, posted[0])) if posted else None
