"""What this software does with personal data, as Article 30 GDPR wants it written down.

A module `processing.py` in an app declares what that app does, beside the constants that say how
long it keeps what.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Activity(NamedTuple):
    name: Promise
    purpose: Promise
    people: Promise
    data: Promise
    basis: Promise
    recipients: Promise
    deletion: Promise


PUBLIC_TASK = _("Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e DSGVO)")
AGREED = _("Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO)")
SAFETY = _("Sicherheit der Verarbeitung (Art. 6 Abs. 1 Buchst. e und Art. 32 DSGVO)")
#: Of the network: it stands above the activities wherever they are read.
BY_RULE = _("nach der Frist, die oben steht, von selbst")
NOBODY_ELSE = _("niemand außerhalb des Netzwerkmanagements")

_declared: list[Activity] = []


def declare(*activities: Activity) -> None:
    _declared.extend(activities)


def declared_activities() -> tuple[Activity, ...]:
    """From what people do together down to the technique beneath, as the apps are installed."""
    return (*_declared, TRAIL)


TRAIL = Activity(
    _("Änderungen nachvollziehen"),
    _("belegen, wer wann was geändert hat"),
    _("alle, die etwas ändern oder über die etwas geändert wird"),
    _("Name, Zeitpunkt, Art der Änderung"),
    _("Rechenschaft (Art. 5 Abs. 2 DSGVO)"),
    NOBODY_ELSE,
    _("Namen nach der Frist, die oben steht; dass etwas geschah, bleibt"),
)
