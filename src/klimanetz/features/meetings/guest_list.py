"""Who will be invited: a query over the roster, plus and minus single people, plus guests."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from klimanetz.features.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Invitee:
    """One person or guest who may be invited; `email` in lower case is who they are."""

    name: str
    email: str
    organisation: str = ""
    district: str = ""
    language: str = "de"
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a meeting is: people with one of `roles` in one of `districts` (keys; none: all),
    with `people` added, without those in `without` (both person ids), and `guests` by address,
    one "Name <mail>" (or a bare address) a line.
    """

    roles: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    guests: str = ""


@dataclass(frozen=True, slots=True)
class GuestList:
    """What the organiser sees before anything is sent."""

    invitees: Sequence[Invitee]
    already: int
    unreadable: Sequence[str] = field(default_factory=tuple)

    def __len__(self) -> int:
        return len(self.invitees)


def gather(meeting: Meeting, audience: Audience) -> GuestList:
    """Everyone of `audience` once, in the order of their names, without those already invited.

    `already` counts those left out because they are invited; `unreadable` holds the lines of
    guests that are no address, as they were typed.
    """
    raise NotImplementedError((meeting, audience))


def later_joiners(meeting: Meeting) -> GuestList:
    """Who would be invited today by the query of the first invitation and is not yet."""
    raise NotImplementedError(meeting)
