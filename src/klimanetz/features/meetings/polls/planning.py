"""The meeting that comes of a poll: what the poll says, and for the rest what held last time."""

from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.polls.models import DatePoll, PollDate

KEPT = (
    "venue", "address", "directions", "host_id", "seats", "online_seats", "video_kind", "video_url",
    "visibility",
)  # fmt: skip


def outline_meeting(poll: DatePoll, date: PollDate) -> Meeting:
    """Unsaved, on `date`."""
    meeting = Meeting(
        title=poll.title,
        description=poll.description,
        mode=poll.mode,
        series=poll.series,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
    )
    if last := find_last(poll):
        for name in KEPT:
            setattr(meeting, name, getattr(last, name))
    if not meeting.on_site:
        meeting.venue, meeting.address, meeting.directions = "", "", ""
        meeting.host, meeting.seats = None, None
    if not meeting.online:
        meeting.online_seats = None
    return meeting


def find_last(poll: DatePoll) -> Meeting | None:
    """Of the series where there is one, else of the network."""
    meetings = Meeting.objects.exclude(state=State.CANCELLED).order_by("-starts_at")
    of_series = meetings.filter(series=poll.series_id).first() if poll.series_id else None
    return of_series or meetings.first()
