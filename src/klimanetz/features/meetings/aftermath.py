"""What rooms do when a meeting is moved or called off, as telling speakers who are not invited.

The meeting tells everyone invited; who else counts on it, only rooms know.
"""

from collections.abc import Callable

from klimanetz.features.meetings.models import Meeting

#: With the meeting as it is now, in the transaction that moves it or calls it off.
type Follow = Callable[[Meeting, object], None]

_registered: list[Follow] = []


def follows_upheaval(function: Follow) -> Follow:
    _registered.append(function)
    return function


def follow(meeting: Meeting, *, actor: object) -> None:
    for function in _registered:
        function(meeting, actor)
