"""What a thing to do looks like, and the ones that follow a meeting."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.features.meetings.minutes.unfinished import Stage, find_unfinished


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, why, and the one button that leads there."""

    text: str
    hint: str
    url: str
    button: str


def minutes_to_finish() -> Iterator[Task]:
    """Minutes that nobody has written yet, and those whose review is over."""
    for one in find_unfinished():
        title = {"title": one.meeting.title}
        if one.stage == Stage.UNWRITTEN:
            yield Task(
                _("Das Protokoll zu „%(title)s“ fehlt noch.") % title,
                _("Danach prüfen es alle, die dabei waren."),
                reverse("minutes_write", args=[one.meeting.slug]),
                _("Protokoll schreiben"),
            )
        else:
            yield Task(
                _("Die Prüfung des Protokolls zu „%(title)s“ ist vorbei.") % title,
                _("Veröffentlichen Sie es, dann werden die Aufgaben daraus verfolgt."),
                reverse("minutes_desk", args=[one.meeting.slug]),
                _("Protokoll ansehen"),
            )
