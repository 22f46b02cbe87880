"""What is printed about a day: the list of who is expected or was there, and certificates."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.core.custody import NOBODY
from klimanetz.core.models import Network
from klimanetz.core.printing import print_document
from klimanetz.features.meetings.calendar import say_location
from klimanetz.features.meetings.models import AgendaItem, Attendance, ItemKind, Meeting, Mode
from klimanetz.features.meetings.tally import list_attendance
from klimanetz.features.meetings.wording import say_day, say_time, say_when

PACKAGE = "klimanetz.features.meetings.day"
#: Empty lines for those who come without having said so.
SPARE_LINES = 6
#: Who comes within the first minutes was there from the beginning; alike who goes in the last.
GRACE = timedelta(minutes=15)
#: What fits on one page beside the rest.
MOST_TOPICS = 12


class Line(NamedTuple):
    """The name, the municipality or organisation, how they take part: nothing else is printed."""

    name: str
    organisation: str
    mode: str


def print_attendance(meeting: Meeting) -> bytes:
    """Until the end those who are expected, to sign; afterwards those who were there."""
    over = timezone.now() >= meeting.ends_at
    lines = list_present(meeting) if over else list_expected(meeting)
    groups = [describe(mode, list(those), sign=not over) for mode, those in groupby(lines, by_mode)]
    content = {
        "meeting": meeting.title,
        "when": say_when(meeting.starts_at, meeting.ends_at),
        "place": say_location(meeting),
        "groups": groups,
        "nobody": _("Noch ist niemand eingetragen.") if over else _("Noch hat niemand zugesagt."),
        "note": _("Stand: %(day)s, %(time)s Uhr")
        % {"day": say_day(timezone.now()), "time": say_time(timezone.now())},
    }
    return print_document(PACKAGE, "attendance", _("Anwesenheitsliste"), content)


def by_mode(line: Line) -> str:
    return line.mode


def list_expected(meeting: Meeting) -> list[Line]:
    return [
        Line(_name(one.name, one.instead_of), one.organisation, one.mode)
        for one in list_attendance(meeting)
    ]


def _name(name: str, instead_of: str) -> str:
    if not instead_of:
        return name
    return _("%(name)s, für %(invited)s") % {"name": name, "invited": instead_of}


def list_present(meeting: Meeting) -> list[Line]:
    there = Attendance.objects.present().filter(meeting=meeting)
    lines = [Line(one.name, one.organisation, str(Mode(one.mode).label)) for one in there]
    first = str(Mode.ON_SITE.label)
    return sorted(lines, key=lambda line: (line.mode != first, line.name.casefold()))


def describe(mode: str, lines: Sequence[Line], *, sign: bool) -> dict[str, Any]:
    """Only who comes to the place can sign."""
    signs = sign and mode == str(Mode.ON_SITE.label)
    heads = [_("Name"), _("Kommune oder Organisation")]
    rows = [[line.name, line.organisation] for line in lines]
    if signs:
        rows = [[*row, ""] for row in [*rows, *([["", ""]] * SPARE_LINES)]]
        heads.append(_("Unterschrift"))
    label = f"{mode[:1].upper()}{mode[1:]} ({len(lines)})"
    return {"label": label, "signs": signs, "heads": heads, "rows": rows}


def print_certificates(
    meeting: Meeting, people: Iterable[Attendance], *, issued: datetime | None = None
) -> bytes:
    """One page for each of `people`, in the active language; one document for all of them."""
    network = Network.objects.current()
    content = {
        "people": [certify(meeting, one) for one in people],
        "about": _("Worum es ging"),
        "topics": list_topics(meeting),
        "issued": say_day(issued or timezone.now()),
        "signs": network.operator or network.name,
    }
    return print_document(PACKAGE, "certificates", _("Teilnahmebestätigung"), content)


def certify(meeting: Meeting, one: Attendance) -> dict[str, Any]:
    since = came_late(meeting, one) or meeting.starts_at
    length = say_hours((left_early(meeting, one) or meeting.ends_at) - since)
    facts = [
        (_("Wann"), say_when(meeting.starts_at, meeting.ends_at)),
        (_("Teilnahme"), say_part(meeting, one)),
    ]
    if length:
        facts.append((_("Dauer"), length))
    return {
        "name": one.name,
        "organisation": one.organisation,
        "sentence": _("hat am Treffen „%(title)s“ teilgenommen.") % {"title": meeting.title},
        "facts": facts,
    }


def say_part(meeting: Meeting, one: Attendance) -> str:
    """vor Ort, Rathaus, Ilmenau; bis 12:30 Uhr where one left early, ab where one came late."""
    online = one.mode == Mode.ONLINE or not meeting.place
    where = str(Mode(one.mode).label) if online else meeting.place
    came, left = came_late(meeting, one), left_early(meeting, one)
    if came and left:
        return _("%(where)s, von %(came)s bis %(left)s Uhr") % {
            "where": where,
            "came": say_time(came),
            "left": say_time(left),
        }
    if came:
        return _("%(where)s, ab %(time)s Uhr") % {"where": where, "time": say_time(came)}
    if left:
        return _("%(where)s, bis %(time)s Uhr") % {"where": where, "time": say_time(left)}
    return where


def came_late(meeting: Meeting, one: Attendance) -> datetime | None:
    """Who joined online later, or of whom somebody put that right.

    When a name was tapped at the door tells no more than when somebody had time for it.
    """
    known = one.via == Attendance.Via.ONLINE or is_put_right(one)
    late = meeting.starts_at + GRACE < one.came_at < meeting.ends_at
    return one.came_at if late and known else None


def is_put_right(one: Attendance) -> bool:
    """Whoever types when somebody came types minutes; everything else notes the very moment."""
    return one.came_at.second == one.came_at.microsecond == 0


def left_early(meeting: Meeting, one: Attendance) -> datetime | None:
    if one.left_at is None or one.left_at > meeting.ends_at - GRACE:
        return None
    return one.left_at


def say_hours(length: timedelta) -> str:
    """4 Stunden 30 Minuten"""
    hours, minutes = divmod(max(int(length.total_seconds()) // 60, 0), 60)
    said = (
        (hours, ngettext("%(number)s Stunde", "%(number)s Stunden", hours)),
        (minutes, ngettext("%(number)s Minute", "%(number)s Minuten", minutes)),
    )
    return " ".join(text % {"number": number} for number, text in said if number)


def list_topics(meeting: Meeting) -> list[str]:
    """The items of the agenda; without one what the invitation said."""
    items = AgendaItem.objects.filter(meeting=meeting)
    titles = items.exclude(kind__in=(ItemKind.BREAK, ItemKind.WELCOME)).values_list(
        "title", flat=True
    )
    topics = list(titles) or [line.strip() for line in meeting.description.splitlines()]
    return [topic for topic in topics if topic][:MOST_TOPICS]


def list_certified(meeting: Meeting) -> list[Attendance]:
    """Everyone who was there and is still known; their certificate, if any, comes along."""
    there = Attendance.objects.present().filter(meeting=meeting).exclude(name=NOBODY)
    people = list(there.select_related("certificate", "invitation"))
    return sorted(people, key=lambda one: one.name.casefold())
