"""Who took part: as it was noted on the day, else as it was announced."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, prefetch_related_objects

from klimanetz.core.custody import NOBODY
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, Mode, Reply
from klimanetz.features.meetings.models.meeting import MeetingQuerySet
from klimanetz.people.models import Person


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who was there; a deputy stands under their own name."""

    name: str
    email: str
    organisation: str
    mode: str
    language: str = "de"
    person_id: int | None = None


def fetch_present(meeting: Meeting, *along: str) -> list[Attendance]:
    """With what hangs on each. `list_participants` of this `meeting` then asks no more."""
    rows = Attendance.objects.present().select_related("invitation", *along)
    prefetch_related_objects([meeting], Prefetch("attendances", rows, to_attr="fetched_present"))
    fetched: list[Attendance] = vars(meeting)["fetched_present"]
    return fetched


def list_participants(meeting: Meeting) -> list[Participant]:
    """By name. Where nobody was checked in, those who had said that they come: two queries then."""
    fetched: list[Attendance] | None = vars(meeting).get("fetched_present")
    rows = meeting.attendances.present().select_related("invitation")
    present = rows if fetched is None else fetched
    there = [
        Participant(
            one.name,
            one.email or address_of(one.invitation, one.name),
            one.organisation,
            one.mode,
            *facts_of(one.invitation, one.name),
        )
        for one in present
    ]
    return sort(there or map(announce, meeting.invitations.all().coming()))


def sort(participants: Iterable[Participant]) -> list[Participant]:
    return sorted(participants, key=lambda one: (one.name == NOBODY, one.name.lower()))


def address_of(invitation: Invitation | None, name: str) -> str:
    if invitation is None:
        return ""
    return invitation.email if invitation.name == name else invitation.deputy_email


def facts_of(invitation: Invitation | None, name: str) -> tuple[str, int | None]:
    """Language and account are those of the invited person; a deputy has none that we know."""
    if invitation is None:
        return "de", None
    return invitation.language, invitation.person_id if invitation.name == name else None


def announce(one: Invitation) -> Participant:
    if one.reply == Reply.DEPUTY:
        return Participant(
            one.deputy_name, one.deputy_email, one.organisation, one.deputy_mode, one.language
        )
    mode = Mode.ON_SITE if one.reply == Reply.ON_SITE else Mode.ONLINE
    return Participant(one.name, one.email, one.organisation, mode, one.language, one.person_id)


def attended_by(person: Person) -> MeetingQuerySet:
    """The meetings that they took part in themselves, not somebody they sent."""
    present = Attendance.objects.present()
    noted = present.filter(invitation__person=person, name=F("invitation__name"))
    came = Invitation.objects.standing().filter(
        person=person, reply__in=(Reply.ON_SITE, Reply.ONLINE)
    )
    announced = came.exclude(meeting__in=present.values("meeting"))
    return Meeting.objects.filter(
        Q(pk__in=noted.values("meeting")) | Q(pk__in=announced.values("meeting"))
    )
