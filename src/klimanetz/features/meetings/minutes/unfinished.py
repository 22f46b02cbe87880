"""Minutes that wait for the organisers."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from klimanetz.features.meetings.models import Meeting, State


class Stage(Enum):
    UNWRITTEN = "unwritten"
    REVIEWED = "reviewed"


class Unfinished(NamedTuple):
    meeting: Meeting
    stage: Stage


def find_unfinished() -> Iterator[Unfinished]:
    """The oldest first; from the day after the meeting, and after its review. One query."""
    today = timezone.localdate()
    unwritten = Q(state=State.HELD, ends_at__date__lt=today)
    reviewed = Q(state=State.IN_REVIEW, minutes__review_until__lt=today)
    for meeting in Meeting.objects.filter(unwritten | reviewed).order_by("starts_at", "pk"):
        stage = Stage.UNWRITTEN if meeting.state == State.HELD else Stage.REVIEWED
        yield Unfinished(meeting, stage)
