"""What calendar replies show on the pages of a meeting."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.replies.models import CalendarReply, Word
from klimanetz.features.meetings.rules import Visitor
from klimanetz.features.meetings.showing import Link, office_page, point

#: So many are named; the others are behind the link.
MOST = 5


@office_page.show("replies/_waiting.html", order=10)
def list_waiting(meeting: Meeting, _visitor: Visitor) -> dict[str, Any] | None:
    """Who answered "perhaps", and what has to be looked at; one query once people are invited."""
    if meeting.state == State.PLANNED:
        return None
    waiting = list(CalendarReply.objects.waiting().filter(meeting=meeting))
    if not waiting:
        return None
    return {
        "slug": meeting.slug,
        "number": len(waiting),
        "perhaps": [one for one in waiting if one.word == Word.TENTATIVE],
        "shown": [one for one in waiting if one.word != Word.TENTATIVE][:MOST],
    }


@point
def link_list(meeting: Meeting) -> list[Link]:
    """Also where nothing waits: what was done lately stands there."""
    if meeting.state == State.PLANNED:
        return []
    url = f"{reverse('calendar_replies')}?treffen={meeting.slug}"
    return [Link(_("Antworten aus Kalendern"), url)]
