"""Meetings and invitations for the tests of pages and forms."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply, State
from klimanetz.people.models import Person

BERLIN = ZoneInfo("Europe/Berlin")
VIDEO = "https://video.example/netzwerk"


def in_days(days: int, hour: int = 10) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN)


def planned(slug: str = "2027-03-netzwerktreffen", *, days: int = 40, **fields: Any) -> Meeting:
    """A meeting on site and online, from ten to two, forty days from now."""
    starts_at = fields.pop("starts_at", in_days(days))
    facts: dict[str, Any] = {
        "slug": slug,
        "uid": f"{slug}@klimanetz.example",
        "title": "Netzwerktreffen",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=4),
        "answer_by": starts_at - timedelta(days=10),
        "mode": Mode.BOTH,
        "venue": "Rathaus",
        "address": "Am Markt 1, Ilmenau",
        "video_url": VIDEO,
        "description": "Wärmeplanung in kleinen Gemeinden.",
    }
    meeting: Meeting = Meeting.objects.create(**(facts | fields))
    return meeting


def invited(slug: str = "2027-03-netzwerktreffen", **fields: Any) -> Meeting:
    return planned(slug, state=State.INVITED, **fields)


def ask(meeting: Meeting, who: Person | str, **fields: Any) -> Invitation:
    """Invite a person, or a guest by name."""
    person = who if isinstance(who, Person) else None
    name = who.full_name if isinstance(who, Person) else who
    email = who.email if isinstance(who, Person) else f"{who.lower()}@gast.example"
    facts = {"person": person, "name": name, "email": email.replace(" ", ".")}
    invitation: Invitation = Invitation.objects.create(meeting=meeting, **(facts | fields))
    return invitation


def ask_many(meeting: Meeting, count: int, reply: Reply = Reply.OPEN) -> None:
    for number in range(count):
        ask(meeting, f"Gast {reply} {number}", reply=reply, replied_at=timezone.now())
