"""How much waits, for the organisers' list of today."""

from klimanetz.features.meetings.replies.models import CalendarReply, Why


def count_waiting() -> int:
    """Replies from calendars that somebody has to look at; one query.

    A reservation alone is nothing to do: its person is reminded before the deadline.
    """
    return CalendarReply.objects.waiting().exclude(why=Why.TENTATIVE, comment="").count()
