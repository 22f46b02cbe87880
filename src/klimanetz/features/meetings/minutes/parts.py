"""What minutes show on the pages of a meeting."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.meetings.deadlines import Deadline, finds_deadlines
from klimanetz.features.meetings.minutes import offering, rules  # noqa: F401 - registers
from klimanetz.features.meetings.minutes.models import ActionItem, Decision, Minutes, MinutesVersion
from klimanetz.features.meetings.minutes.reading import read
from klimanetz.features.meetings.models import TOOK_PLACE, ItemKind, Meeting, State
from klimanetz.features.meetings.retelling import find_taker
from klimanetz.features.meetings.rules import Visitor, can_run
from klimanetz.features.meetings.showing import Link, meeting_page, office_page, point
from klimanetz.people.models import Person

PROPOSED = Q(participants__corrections__decision=Decision.OPEN)
#: The states in which there is something to write.
WRITTEN = {State.INVITED, *TOOK_PLACE}


@office_page.show("minutes/_office.html", order=17)
def show_progress(
    meeting: Meeting,
    visitor: Visitor,  # noqa: ARG001 - organisers alone see that page
) -> dict[str, Any] | None:
    """What is to be done about the minutes. One query, from the day on."""
    begun = timezone.localdate() >= timezone.localdate(meeting.starts_at)
    if not (begun and meeting.state in WRITTEN):
        return None
    counted = Minutes.objects.filter(meeting=meeting).select_related("taker")
    minutes: Any = counted.annotate(
        version=Max("versions__number"),
        of=Max("versions__of_revision"),
        proposed=Count("participants__corrections", filter=PROPOSED, distinct=True),
    ).first()
    changed = minutes is not None and minutes.of != minutes.revision
    main = find_step(meeting, minutes, changed=changed)
    ready = not (minutes is None or minutes.proposed or is_being_read(minutes))
    return {"minutes": minutes, "changed": changed, "main": main, "ready": ready}


def find_step(meeting: Meeting, minutes: Any, *, changed: bool) -> Link | None:  # noqa: ANN401
    """What comes next for the minutes, once the meeting is over."""
    slug = [meeting.slug]
    if meeting.state == State.HELD and minutes is not None and minutes.revision:
        return Link(_("Protokoll prüfen lassen"), reverse("minutes_review", args=slug))
    if meeting.state == State.HELD:
        return Link(_("Protokoll schreiben"), reverse("minutes_write", args=slug))
    if meeting.state == State.IN_REVIEW and minutes is not None and minutes.proposed:
        return Link(_("Vorschläge ansehen"), reverse("minutes_write", args=slug))
    if meeting.state == State.IN_REVIEW and not is_being_read(minutes):
        return Link(_("Protokoll veröffentlichen"), reverse("minutes_release", args=slug))
    if meeting.state == State.PUBLISHED and changed:
        return Link(_("Neue Fassung veröffentlichen"), reverse("minutes_release", args=slug))
    return None


def is_being_read(minutes: Minutes | None) -> bool:
    """Whether those who were there still have time to look through it."""
    until = minutes.review_until if minutes else None
    return until is not None and timezone.localdate() <= until


@meeting_page.show("minutes/_page.html", order=10)
def show_minutes(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:
    """What was released, as far as the visitor reads it; a minute-taker's way to write."""
    if meeting.state not in WRITTEN:
        return None
    version = find_version(meeting)
    minutes = version.minutes if version else rules.find_minutes(meeting)
    if minutes is None:
        return None
    minutes.meeting = meeting
    writes = rules.can_write(visitor, meeting, minutes)
    scope = rules.scope_of(visitor, minutes)
    reading = read(minutes, scope, version=version) if scope else None
    if reading is None and not writes:
        return None
    return {
        "reading": reading,
        "writes": writes,
        "taker": minutes.taker_id == getattr(visitor, "pk", None),
        "reports": list_reports(meeting, visitor),
    }


def find_version(meeting: Meeting) -> MinutesVersion | None:
    """The newest, with its minutes, once there can be one."""
    if meeting.state != State.PUBLISHED:
        return None
    versions = MinutesVersion.objects.filter(minutes__meeting=meeting)
    return versions.select_related("minutes__taker").first()


def list_reports(meeting: Meeting, visitor: Visitor) -> list[Any]:
    """Practice reports that could become a story, where somebody keeps stories."""
    if find_taker() is None or meeting.state not in TOOK_PLACE or not can_run(visitor):
        return []
    return list(meeting.agenda.filter(kind=ItemKind.PRACTICE))


@point
def lead_to_minutes(meeting: Meeting) -> list[Link]:
    if meeting.state not in WRITTEN:
        return []
    return [Link(_("Protokoll"), reverse("minutes_desk", args=[meeting.slug]))]


@finds_deadlines
def find_actions(person: Person) -> Iterator[Deadline]:
    """What somebody took on, on the day it is due."""
    for action in ActionItem.objects.open_of(person):
        if action.due_on is not None:
            title = _("Aufgabe: %(title)s") % {"title": action.title}
            yield Deadline(f"aufgabe-{action.pk}", action.due_on, title, action.get_absolute_url())
