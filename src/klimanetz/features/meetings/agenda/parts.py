"""What the agenda shows on the pages of its meeting."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.features.meetings.agenda import offers  # noqa: F401 - registers what it offers
from klimanetz.features.meetings.agenda.conflicts import find_in_times, say_left
from klimanetz.features.meetings.agenda.plan import read_agenda, read_slots
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.rules import Visitor, can_change
from klimanetz.features.meetings.showing import Link, meeting_page, office_page, point

#: What does not take place as announced has no times.
OFF = (State.CANCELLED, State.POSTPONED)


@meeting_page.show("agenda/_agenda.html", order=20)
def show_agenda(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:
    """Two queries."""
    entries = [] if meeting.state in OFF else read_agenda(meeting, visitor)
    return {"entries": entries} if entries else None


@office_page.show("agenda/_office.html", order=20)
def show_to_organisers(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:  # noqa: ARG001
    """One query: what there is, and what the times alone tell."""
    if meeting.state == State.CANCELLED:
        return None
    slots = read_slots(meeting)
    changeable = bool(can_change(meeting))
    return {
        "slots": slots,
        "problems": find_in_times(meeting, slots) if changeable else [],
        "left": say_left(meeting, slots) if slots and changeable else "",
    }


@point
def lead_to_agenda(meeting: Meeting) -> list[Link]:
    if not meeting.programme:
        return []
    return [Link(_("Tagesordnung als PDF"), reverse("agenda_pdf", args=[meeting.slug]))]
