"""What cannot be true of an application, as sentences that say what to do."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.features.advising.models import Application, ApplicationState


class Contradiction(NamedTuple):
    field: str
    text: str


def find_contradictions(it: Application, today: date) -> Iterator[Contradiction]:
    yield from contradict_days(it, today)
    yield from contradict_sums(it)
    yield from contradict_period(it)


def contradict_days(it: Application, today: date) -> Iterator[Contradiction]:
    for field in ("submitted_on", "decided_on"):
        day = getattr(it, field)
        if day and day > today:
            yield Contradiction(field, _("Dieser Tag kommt erst noch. Bitte prüfen Sie das Jahr."))
    if it.submitted_on and it.decided_on and it.decided_on < it.submitted_on:
        text = _("Der Antrag ging erst am %(day)s hinaus; der Bescheid kann nicht älter sein.")
        yield Contradiction("decided_on", text % {"day": say(it.submitted_on)})
    if it.submitted_on and it.expected_on and it.expected_on < it.submitted_on:
        text = _("Der Antrag ging erst am %(day)s hinaus. Wann erwarten Sie den Bescheid?")
        yield Contradiction("expected_on", text % {"day": say(it.submitted_on)})


def contradict_sums(it: Application) -> Iterator[Contradiction]:
    if it.applied is not None and it.applied <= 0:
        yield Contradiction("applied", _("Bitte tragen Sie ein, wie viel Euro beantragt sind."))
    if it.granted is not None and it.granted <= 0:
        text = _("Ohne bewilligte Summe ist der Antrag abgelehnt. Bitte tragen Sie ihn so ein.")
        yield Contradiction("granted", text)


def contradict_period(it: Application) -> Iterator[Contradiction]:
    if it.grant_starts and it.grant_ends and it.grant_ends < it.grant_starts:
        text = _("Der Bewilligungszeitraum beginnt am %(day)s; er kann nicht vorher enden.")
        yield Contradiction("grant_ends", text % {"day": say(it.grant_starts)})


def exceeds(it: Application) -> bool:
    """More was granted than was asked for: rare, and mostly a slip of the pen."""
    if it.state != ApplicationState.GRANTED or it.granted is None or it.applied is None:
        return False
    return it.granted > it.applied


def say(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
