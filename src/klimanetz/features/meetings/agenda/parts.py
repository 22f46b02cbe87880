"""What the agenda shows on the pages of its meeting."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from klimanetz.features.meetings.aftermath import follows_upheaval
from klimanetz.features.meetings.agenda import offers  # noqa: F401 - registers what it offers
from klimanetz.features.meetings.agenda.actions import copy_skeleton, tell_of_upheaval
from klimanetz.features.meetings.agenda.models import Material
from klimanetz.features.meetings.agenda.plan import has_times, read_agenda
from klimanetz.features.meetings.agenda.rules import can_propose
from klimanetz.features.meetings.handing_on import handed_on
from klimanetz.features.meetings.models import AgendaItem, Meeting, State
from klimanetz.features.meetings.programme import Line, read_lines
from klimanetz.features.meetings.retelling import Slides, brings_slides
from klimanetz.features.meetings.rules import Visitor
from klimanetz.features.meetings.showing import Link, meeting_page, office_page, point
from klimanetz.features.meetings.wording import say_time
from klimanetz.people.models import Person


@handed_on
def hand_on_skeleton(last: Meeting, new: Meeting, actor: object) -> None:
    """The next meeting of a series begins with what comes every time."""
    copy_skeleton(last, new, actor=actor)


@follows_upheaval
def tell_speakers_of_upheaval(meeting: Meeting, actor: object) -> None:
    """Who presents without being invited would come in vain."""
    tell_of_upheaval(meeting, actor)


@brings_slides
def bring_slides(item: AgendaItem) -> list[Slides]:
    files = Material.objects.filter(item=item).exclude(file="")
    return [Slides(one.name, one.file.open) for one in files]


@meeting_page.show("agenda/_agenda.html", order=20)
def show_agenda(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:
    """Two queries; none where there is no agenda."""
    if not has_times(meeting):
        return None
    over = meeting.ends_at < now()
    asks = not over and isinstance(visitor, Person) and bool(can_propose(visitor))
    return {"entries": read_agenda(meeting, visitor), "asks": asks, "over": over}


@office_page.show("agenda/_office.html", order=20)
def show_to_organisers(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:  # noqa: ARG001
    """The agenda as it is written; asks nothing."""
    if meeting.state == State.CANCELLED:
        return None
    lines = read_lines(meeting)
    return {"lines": lines, "until": find_late_end(meeting, lines)}


def find_late_end(meeting: Meeting, lines: Sequence[Line]) -> str:
    """When the agenda ends, where that is after the end of the meeting."""
    if not lines or localdate(meeting.starts_at) != localdate(meeting.ends_at):
        return ""
    times = [line.time.partition("–") for line in lines]
    until = times[-1][2]
    past_midnight = any(ends < begins for begins, _dash, ends in times)
    return until if past_midnight or until > say_time(meeting.ends_at) else ""


@point
def lead_to_agenda(meeting: Meeting) -> list[Link]:
    if not has_times(meeting):
        return []
    return [Link(_("Tagesordnung als PDF"), reverse("agenda_pdf", args=[meeting.slug]))]
