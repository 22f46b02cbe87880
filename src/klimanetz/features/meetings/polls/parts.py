"""What polls show on the pages of a meeting."""

from typing import Any

from django.db.models import Count, F, Q

from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.polls import promising  # noqa: F401 - says who promised to come
from klimanetz.features.meetings.polls.models import Choice, DatePoll
from klimanetz.features.meetings.rules import Visitor
from klimanetz.features.meetings.showing import office_page

AGREED = Q(voters__votes__date=F("chosen"), voters__votes__choice=Choice.YES)


@office_page.show("polls/_asked.html", order=10)
def show_asked(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:  # noqa: ARG001
    """Whom a meeting out of a poll is to be told, as long as nobody is invited."""
    if meeting.state != State.PLANNED:
        return None
    polls = DatePoll.objects.filter(meeting=meeting).annotate(
        asked=Count("voters", distinct=True), agreed=Count("voters", filter=AGREED, distinct=True)
    )
    poll = polls.first()
    return {"poll": poll} if poll else None
