"""The next meeting as the organisers' start page shows it: where it stands, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from klimanetz.core.components import Step
from klimanetz.features.meetings import rules
from klimanetz.features.meetings.guest_list import later_joiners
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.progress import list_missing, list_steps, next_action
from klimanetz.features.meetings.tally import Tally, tally_answers
from klimanetz.features.meetings.wording import say_when


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """`joiners` came to the roster after the invitation; `url` and `button` are what to do now."""

    meeting: Meeting
    when: str
    steps: Sequence[Step]
    missing: Sequence[str]
    tally: Tally
    joiners: int
    url: str
    button: str


def next_meeting() -> NextMeeting | None:
    """In two queries; in seven where people are invited already."""
    meeting = Meeting.objects.upcoming().first()
    if meeting is None:
        return None
    tally = tally_answers(meeting)
    url, button = what_to_do(meeting)
    return NextMeeting(
        meeting=meeting,
        when=say_when(meeting.starts_at, meeting.ends_at),
        steps=list_steps(meeting),
        missing=list_missing(meeting),
        tally=tally,
        joiners=count_joiners(meeting),
        url=url,
        button=button,
    )


def count_joiners(meeting: Meeting) -> int:
    if meeting.state != State.INVITED or not rules.can_invite(meeting):
        return 0
    return len(later_joiners(meeting))


def what_to_do(meeting: Meeting) -> tuple[str, str]:
    if next_action(meeting) == "meeting_invite":
        return reverse("meeting_invite", args=[meeting.slug]), _("Einladung vorbereiten")
    return reverse("office_meeting", args=[meeting.slug]), _("Antworten ansehen")
