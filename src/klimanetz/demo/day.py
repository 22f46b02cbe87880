"""Who was at the demo's last meeting: at the door, online, uninvited, one put right; certified."""

from datetime import timedelta
from itertools import cycle

from klimanetz.demo.cast import MANAGER
from klimanetz.features.meetings.actions.attending import Decision, note
from klimanetz.features.meetings.day.actions.checking_in import check_in
from klimanetz.features.meetings.day.actions.correcting import correct
from klimanetz.features.meetings.day.actions.releasing import release
from klimanetz.features.meetings.day.taps import Tap
from klimanetz.features.meetings.models import (
    TOOK_PLACE,
    Attendance,
    Invitation,
    Meeting,
    Mode,
)
from klimanetz.people.models import Person

#: How many minutes before or after the beginning they come, in turn.
ARRIVALS = (-14, -9, -6, -5, -3, -2, -1, 0, 2, 7)
#: Every so many-th who meant to come did not.
MISSING = 9


def create_attendance(organiser: Person) -> None:
    meetings = Meeting.objects.filter(state__in=TOOK_PLACE).order_by("starts_at")
    for meeting in meetings:
        note_arrivals(meeting, organiser)
    release(meetings[len(meetings) - 1], actor=organiser)


def note_arrivals(meeting: Meeting, organiser: Person) -> None:
    coming = meeting.invitations.all().coming().order_by("pk").select_related("meeting")
    for number, (invitation, minutes) in enumerate(zip(coming, cycle(ARRIVALS), strict=False)):
        if number % MISSING == 0 and invitation.email != MANAGER:
            continue
        if meeting.on_site:
            tap(invitation, minutes, organiser)
        else:
            join(invitation, minutes)
    add_uninvited(meeting, organiser)
    send_one_home_early(meeting, organiser)


def tap(invitation: Invitation, minutes: int, organiser: Person) -> None:
    at = invitation.meeting.starts_at + timedelta(minutes=minutes)
    one = Tap(f"demo{invitation.pk}", f"i{invitation.pk}", present=True, at=at)
    check_in(invitation.meeting, [one], by=organiser.full_name)


def join(invitation: Invitation, minutes: int) -> None:
    at = invitation.meeting.starts_at + timedelta(minutes=minutes)
    note(invitation, Decision(present=True, at=at, via=Attendance.Via.ONLINE, mode=Mode.ONLINE))


def add_uninvited(meeting: Meeting, organiser: Person) -> None:
    at = meeting.starts_at + timedelta(minutes=11)
    facts = {
        "name": "Lena Sommerfeld",
        "organisation": "Stadtwerke",
        "email": "lena.sommerfeld@stadtwerke.example",
    }
    one = Tap(f"demolena{meeting.pk}", f"ndemolena{meeting.pk}", present=True, at=at, **facts)
    check_in(meeting, [one], by=organiser.full_name)


def send_one_home_early(meeting: Meeting, organiser: Person) -> None:
    early = Attendance.objects.present().filter(meeting=meeting).exclude(email=MANAGER)
    one = early.exclude(invitation=None).earliest("pk")
    one.left_at = meeting.ends_at - timedelta(minutes=75)
    correct(one, actor=organiser)
