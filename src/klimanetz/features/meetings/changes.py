"""What a change means to its readers: from what to what, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from klimanetz.features.meetings.models import Meeting, Mode
from klimanetz.features.meetings.wording import say_deadline, say_when

#: What an organiser edits.
EDITABLE = (
    "title", "description", "starts_at", "ends_at", "mode", "venue", "address", "directions",
    "host_id", "seats", "online_seats", "video_kind", "video_url", "answer_by", "visibility",
    "series_id",
)  # fmt: skip
#: What invited people were told; a change of anything else is not worth a mail.
TOLD = (
    "title", "starts_at", "ends_at", "mode", "venue", "address", "directions", "description",
    "answer_by", "programme",
)  # fmt: skip
#: A change of these may change somebody's mind who declined.
RESCHEDULES = ("starts_at", "ends_at", "mode")
#: Who does not know of a change of these comes in vain.
MATTERS = (*RESCHEDULES, "venue", "address")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the mail.

    What is `listed` line by line is told as it is now: two lists cannot be compared in a mail.
    """

    label: str
    old: str
    new: str
    listed: bool = False


def snapshot(meeting: Meeting) -> dict[str, str]:
    """What a mail written now tells, to be compared with later."""
    told = {name: getattr(meeting, name) for name in TOLD}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in told.items()
    }


def changes_since_announced(meeting: Meeting) -> list[Change]:
    """What differs from the last mail, in the active language."""
    return list(_compare(_restore(meeting.announced or snapshot(meeting)), meeting))


def rescheduled_since_announced(meeting: Meeting) -> bool:
    """Whether even those who declined should hear of it."""
    return _differs(meeting, RESCHEDULES)


def matters_since_announced(meeting: Meeting) -> bool:
    """Whether somebody who comes would otherwise be at the wrong place or time."""
    return _differs(meeting, MATTERS)


def _differs(meeting: Meeting, names: Iterable[str]) -> bool:
    before = _restore(meeting.announced or snapshot(meeting))
    return any(getattr(before, name) != getattr(meeting, name) for name in names)


def _restore(told: dict[str, Any]) -> Meeting:
    times = {name: parse_datetime(told[name]) for name in ("starts_at", "ends_at", "answer_by")}
    return Meeting(**(told | times))


def _compare(old: Meeting, new: Meeting) -> Iterator[Change]:
    for label, before, after in (
        (_("Titel"), old.title, new.title),
        (_("Wann"), say_when(old.starts_at, old.ends_at), say_when(new.starts_at, new.ends_at)),
        (_("Teilnahme"), str(Mode(old.mode).label), str(Mode(new.mode).label)),
        (_("Wo"), old.place, new.place),
        (_("Anreise"), old.directions, new.directions),
        (_("Antwort bis"), say_deadline(old.answer_by), say_deadline(new.answer_by)),
        (_("Worum es geht"), old.description, new.description),
    ):
        if before != after:
            yield Change(label, before, after)
    if old.programme != new.programme:
        yield Change(_("Tagesordnung"), "", new.programme, listed=True)
