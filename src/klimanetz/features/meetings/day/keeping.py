"""How long a phone may keep the page of the door, to load it anew without network.

It shows names. So a copy lives half a day at most, and never longer than the day of the meeting.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from klimanetz.features.meetings.models import Meeting

LONGEST = timedelta(hours=12)
#: In the answer, in seconds since 1970; without it nothing is kept.
HEADER = "X-Keep-Until"


def keep_until(meeting: Meeting) -> datetime | None:
    """None where the day is over."""
    now = timezone.now()
    morning_after = timezone.localdate(meeting.ends_at) + timedelta(days=1)
    until = min(now + LONGEST, timezone.make_aware(datetime.combine(morning_after, time())))
    return until if until > now else None
