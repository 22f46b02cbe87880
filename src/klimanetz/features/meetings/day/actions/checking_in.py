"""Noting at the door who is there: each tap once, in whatever order they arrive."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions.attending import Decision, begin, decide, note
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.day import rules
from klimanetz.features.meetings.day.models import Tap
from klimanetz.features.meetings.day.taps import Tap as Tapped
from klimanetz.features.meetings.models import Attendance, Meeting, Mode


@dataclass(slots=True)
class Taken:
    """What became of a batch: by key what was noted (now or before), and what never can be."""

    noted: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def check_in(meeting: Meeting, taps: Sequence[Tapped], *, by: str) -> Taken:
    """Note all `taps`; one that came before is not noted again. Refused while nobody can come."""
    meeting = lock(meeting.pk)
    require(rules.can_check_in(meeting))
    keys = [tap.key for tap in taps]
    before = Tap.objects.filter(meeting=meeting, key__in=keys)
    taken = Taken(dict(before.values_list("key", "attendance")))
    for tap in taps:
        if tap.key in taken.noted:
            continue
        try:
            found = apply(meeting, tap, by)
        except Refused as refused:
            taken.refused[tap.key] = str(refused)
            continue
        keep(meeting, tap, found, by)
        taken.noted[tap.key] = found.pk
    return taken


def check_in_one(meeting: Meeting, tap: Tapped, *, by: str) -> None:
    """A single tap; raises `Refused` where it cannot be noted."""
    taken = check_in(meeting, [tap], by=by)
    if tap.key in taken.refused:
        raise Refused(taken.refused[tap.key])


def apply(meeting: Meeting, tap: Tapped, by: str) -> Attendance:
    decision = decide_on(meeting, tap, by)
    if tap.kind == "i":
        return note_invited(meeting, tap.number, decision)
    if tap.kind == "a":
        return note_known(meeting, tap.number, decision)
    first = Tap.objects.filter(meeting=meeting, key=tap.who[1:]).first()
    if first is not None:
        return note_known(meeting, first.attendance_id, decision)
    return note_stranger(meeting, tap, decision)


def decide_on(meeting: Meeting, tap: Tapped, by: str) -> Decision:
    """After the end it is entered from memory: then they came when it began."""
    late = tap.at >= meeting.ends_at
    return Decision(
        present=tap.present,
        at=tap.at,
        via=Attendance.Via.LATER if late else Attendance.Via.DOOR,
        mode=Mode.ON_SITE if meeting.on_site else Mode.ONLINE,
        by=by,
        came_at=meeting.starts_at if late else None,
    )


def note_invited(meeting: Meeting, number: int, decision: Decision) -> Attendance:
    invitation = meeting.invitations.filter(pk=number).first()
    if invitation is None:
        raise Refused(_("Diese Einladung gibt es nicht mehr."))
    invitation.meeting = meeting
    return note(invitation, decision)


def note_known(meeting: Meeting, number: int, decision: Decision) -> Attendance:
    found = Attendance.objects.filter(meeting=meeting, pk=number).first()
    if found is None:
        raise Refused(_("Diesen Eintrag gibt es nicht mehr."))
    return decide(found, decision)


def note_stranger(meeting: Meeting, tap: Tapped, decision: Decision) -> Attendance:
    """Somebody nobody expected; an address that was invited is that invitation."""
    if not tap.name:
        raise Refused(_("Bitte schreiben Sie den Namen."))
    if tap.email:
        standing = meeting.invitations.all().standing()
        invited = standing.filter(email__iexact=tap.email, deputy_name="").first()
        if invited is not None:
            invited.meeting = meeting
            return note(invited, decision)
    return begin(meeting, decision, name=tap.name, email=tap.email, organisation=tap.organisation)


def keep(meeting: Meeting, tap: Tapped, attendance: Attendance, by: str) -> None:
    Tap.objects.create(
        meeting=meeting,
        attendance=attendance,
        key=tap.key,
        present=tap.present,
        at=tap.at,
        by=by,
    )
