"""What a meeting hands on to the next one of its series, besides its own fields.

Rooms register here what they keep about a meeting and what comes again, as the agenda's skeleton.
"""

from collections.abc import Callable

from klimanetz.features.meetings.models import Meeting, State

#: From the last meeting to the new one, by an actor; in the transaction that plans the new one.
type HandOn = Callable[[Meeting, Meeting, object], None]

_registered: list[HandOn] = []


def handed_on(function: HandOn) -> HandOn:
    _registered.append(function)
    return function


def hand_on(last: Meeting, new: Meeting, *, actor: object) -> None:
    for function in _registered:
        function(last, new, actor)


def find_before(meeting: Meeting) -> Meeting | None:
    """The one of its series to go by: the latest before it that people were invited to, else the
    latest planned."""
    if meeting.series is None:
        return None
    before = meeting.series.meetings.filter(starts_at__lt=meeting.starts_at)
    standing = before.exclude(state=State.CANCELLED).order_by("starts_at")
    return standing.exclude(state=State.PLANNED).last() or standing.last()
