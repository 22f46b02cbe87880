"""Calendar entries of meetings (RFC 5545, 5546): in mails, as a download, as a subscription."""

from collections.abc import Iterable

from klimanetz.features.meetings.models import Meeting


def meeting_ics(meeting: Meeting) -> str:
    """One meeting for everyone to download (METHOD:PUBLISH); never holds the video link."""
    raise NotImplementedError(meeting)


def feed(meetings: Iterable[Meeting]) -> str:
    """A subscription with the same UIDs as the mails, so that no calendar shows one twice."""
    raise NotImplementedError(meetings)
