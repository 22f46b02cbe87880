"""Who leaves a conference early: BigBlueButton tells, the others do not."""

from django.conf import settings
from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import Meeting, VideoKind
from klimanetz.features.meetings.video.actions import note_departures
from klimanetz.features.meetings.video.bigbluebutton import BigBlueButton


@due_job
def note_who_left() -> int:
    """While a meeting runs; afterwards nobody is inside, and that tells nothing."""
    if not settings.BBB["url"]:
        return 0
    now = timezone.now()
    running = Meeting.objects.filter(
        video_kind=VideoKind.BIGBLUEBUTTON, starts_at__lte=now, ends_at__gt=now
    )
    return sum(note_departures_of(meeting) for meeting in running)


def note_departures_of(meeting: Meeting) -> int:
    """Where the server does not answer, nobody has left."""
    room = BigBlueButton(settings.BBB["url"], settings.BBB["secret"], meeting)
    try:
        inside = room.who_is_inside()
    except Refused:
        return 0
    return note_departures(meeting, inside)
