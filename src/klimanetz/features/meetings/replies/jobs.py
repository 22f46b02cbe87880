"""What somebody looked at is not kept, nor what nobody looks at any more."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.features.meetings.replies.models import CalendarReply

#: After it was done or, where nobody did anything, after the meeting.
KEPT = timedelta(days=30)
#: What belongs to no meeting waits so long.
KEPT_WITHOUT_MEETING = timedelta(days=180)


@due_job
def forget_calendar_replies() -> int:
    now = timezone.now()
    old = (
        Q(done_at__lt=now - KEPT)
        | Q(meeting__ends_at__lt=now - KEPT, received_at__lt=now - KEPT)
        | Q(meeting=None, received_at__lt=now - KEPT_WITHOUT_MEETING)
    )
    return CalendarReply.objects.filter(old).delete()[0]
