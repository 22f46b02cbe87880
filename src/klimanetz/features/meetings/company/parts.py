"""Guests who wait for a word, and needs, on the organisers' page."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.meetings.company.models import Companion
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.rules import Visitor
from klimanetz.features.meetings.showing import Link, office_page, point


@office_page.show("company/office_part.html", order=15)
def show_companions(meeting: Meeting, _visitor: Visitor) -> dict[str, Any] | None:
    if meeting.state != State.INVITED or timezone.now() >= meeting.starts_at:
        return None
    waiting = Companion.objects.filter(host__meeting=meeting).undecided().count()
    return {"waiting": waiting} if waiting else None


@point
def point_to_wishes(meeting: Meeting) -> list[Link]:
    if meeting.state != State.INVITED:
        return []
    return [
        Link(_("Wünsche zu Essen und Zugang"), reverse("needs_list", args=[meeting.slug])),
        Link(_("Gäste von Mitgliedern"), reverse("companions", args=[meeting.slug])),
    ]
