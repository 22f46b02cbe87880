"""What speaks against asking people to come on a day, in a word or two each.

A module `parts.py` in a room registers what it knows of; so the meeting need not know its rooms.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from klimanetz.features.meetings.wording import say_day

type Naming = Callable[[Collection[date]], Mapping[date, str]]

_namings: list[Naming] = []


def naming(name: Naming) -> Naming:
    _namings.append(name)
    return name


def name_obstacles(days: Collection[date]) -> list[str]:
    """A sentence for each day on which something speaks against it."""
    found = {day: said for name in _namings for day, said in name(days).items()}
    said = _("%(day)s: %(obstacle)s. Passt der Tag trotzdem?")
    return [said % {"day": say_day(day), "obstacle": found[day]} for day in sorted(found)]


def tell_obstacles(request: HttpRequest, days: Collection[date]) -> None:
    """Once a day is chosen and before anybody hears of it; the choice stays."""
    for said in name_obstacles(days):
        messages.warning(request, said)
