"""The day on the pages of a meeting: the ways to the door, who is there, one's own certificate."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.custody import NOBODY
from klimanetz.features.meetings import participants
from klimanetz.features.meetings.day import rules
from klimanetz.features.meetings.models import Attendance, Meeting, Mode
from klimanetz.features.meetings.rules import Visitor
from klimanetz.features.meetings.showing import Link, meeting_page, office_page, point
from klimanetz.people.models import Person


@point
def link_door(meeting: Meeting) -> list[Link]:
    if not rules.can_check_in(meeting):
        return []
    over, slug = timezone.now() >= meeting.ends_at, [meeting.slug]
    ways = [
        Link(_("Wer war da?") if over else _("Tür: Wer ist da?"), reverse("door", args=slug)),
        Link(_("Anwesenheitsliste als PDF"), reverse("attendance_pdf", args=slug)),
    ]
    if rules.can_certify(meeting):
        ways.append(Link(_("Teilnahmebestätigungen"), reverse("certificates", args=slug)))
    return ways


@office_page.show("day/office_presence.html", order=16)
def count_present(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:  # noqa: ARG001
    """From the day on; one query. On the day nothing is more urgent than the door."""
    begun = timezone.localdate() >= timezone.localdate(meeting.starts_at)
    if not (begun and rules.can_check_in(meeting)):
        return None
    there = Attendance.objects.present().filter(meeting=meeting)
    counts = there.aggregate(
        here=Count("pk", filter=Q(mode=Mode.ON_SITE)),
        online=Count("pk", filter=Q(mode=Mode.ONLINE)),
    )
    over = timezone.now() >= meeting.ends_at
    door = Link(_("Wer ist da?"), reverse("door", args=[meeting.slug]))
    return counts | {
        "main": None if over else door,
        "total": counts["here"] + counts["online"],
        "over": over,
        "can_certify": bool(rules.can_certify(meeting)),
    }


@meeting_page.show("day/own_certificate.html", order=5)
def show_certificate(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:
    """To whoever was there and is signed in, as long as it can be fetched. One query, of which
    the minutes on the same page read who was there.
    """
    now = timezone.now()
    if meeting.ends_at > now or not isinstance(visitor, Person):
        return None
    there = participants.fetch_present(meeting, "certificate")
    own = (one for one in there if one.email.lower() == visitor.email.lower())
    found = (getattr(one, "certificate", None) for one in own if one.name != NOBODY)
    certificate = next((one for one in found if one and one.expires_at > now), None)
    return {"certificate": certificate} if certificate else None
