"""What polls show on the pages of a meeting."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from klimanetz.features.meetings.deadlines import Deadline, finds_deadlines
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.polls import promising  # noqa: F401 - says who promised to come
from klimanetz.features.meetings.polls.models import Choice, DatePoll, PollVoter
from klimanetz.features.meetings.rules import Visitor
from klimanetz.features.meetings.showing import office_page
from klimanetz.people.models import Person

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


@finds_deadlines
def find_polls(person: Person) -> Iterator[Deadline]:
    """Until when they are asked which dates suit them."""
    for voter in PollVoter.objects.waiting_for(person):
        title = _("Antworten: %(title)s, welcher Termin passt?") % {"title": voter.poll.title}
        day = localdate(voter.poll.answer_by)
        yield Deadline(f"umfrage-{voter.pk}", day, title, voter.get_absolute_url())
