"""Putting right afterwards who was there; what stood before is kept in the audit trail."""

from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.day import rules
from klimanetz.features.meetings.models import Attendance
from klimanetz.features.meetings.wording import say_time

#: What can be put right; presence itself is a tap at the door.
CORRECTED = ("name", "organisation", "email", "mode", "came_at", "left_at")


@transaction.atomic
def correct(attendance: Attendance, *, actor: object) -> Attendance:
    """Save the edited fields of `attendance`, and what they were before."""
    require(rules.can_check_in(lock(attendance.meeting_id)))
    stored = Attendance.objects.select_for_update().get(pk=attendance.pk)
    changes = {
        name: [say(stored, name), say(attendance, name)]
        for name in CORRECTED
        if getattr(stored, name) != getattr(attendance, name)
    }
    if not changes:
        return stored
    for name in changes:
        setattr(stored, name, getattr(attendance, name))
    stored.save(update_fields=list(changes))
    record("correct_attendance", stored, actor=actor, changes=changes)
    return stored


def say(attendance: Attendance, name: str) -> str:
    if name == "mode":
        return str(attendance.get_mode_display())
    value = getattr(attendance, name)
    if name in {"came_at", "left_at"}:
        return say_time(value) if value else ""
    return str(value)
