"""What feedback shows on the pages of a meeting."""

from typing import Any

from klimanetz.features.meetings.feedback.results import gather
from klimanetz.features.meetings.models import TOOK_PLACE, Meeting
from klimanetz.features.meetings.rules import Visitor, can_run
from klimanetz.features.meetings.showing import meeting_page, office_page
from klimanetz.people.models import Person


@office_page.show("feedback/_office.html", order=60)
def show_to_organisers(
    meeting: Meeting,
    visitor: Visitor,  # noqa: ARG001 - organisers alone see that page
) -> dict[str, Any] | None:
    """With the comments. One query, once it took place."""
    if meeting.state not in TOOK_PLACE:
        return None
    found = gather(meeting)
    return {"found": found} if found.count else None


@meeting_page.show("feedback/_page.html", order=60)
def show_to_members(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:
    """The numbers, to members; the comments are for those who were asked to read them."""
    if meeting.state not in TOOK_PLACE or not isinstance(visitor, Person):
        return None
    if not (visitor.is_member or can_run(visitor)):
        return None
    found = gather(meeting)
    return {"found": found} if found.results else None
