"""What people agreed to before they were invited, as in a poll about the date.

A module `parts.py` in a room registers where it knows that from; so the meeting need not know its
rooms. Whoever promised is invited with the answer that follows from it.
"""

from collections.abc import Callable, Mapping

from klimanetz.features.meetings.models import Meeting, Reply

#: By address in lower case, whoever promised first before the others: for them the first seats
#: are. `Reply.OPEN` is the promise of somebody who did not say how they take part.
type Promises = Mapping[str, Reply]
type Witness = Callable[[Meeting], Promises]

_witnesses: list[Witness] = []


def witness(ask: Witness) -> Witness:
    _witnesses.append(ask)
    return ask


def find_promises(meeting: Meeting) -> dict[str, Reply]:
    return {email: reply for ask in _witnesses for email, reply in ask(meeting).items()}
